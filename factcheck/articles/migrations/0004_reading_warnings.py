from django.db import migrations, models


class Migration(migrations.Migration):
    """A revision says what the reader of its file left out or guessed."""

    dependencies = [("articles", "0003_file_readings")]

    operations = [migrations.AddField("revision", "warnings", models.JSONField(default=list))]
