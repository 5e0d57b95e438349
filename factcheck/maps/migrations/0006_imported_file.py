"""Store the name and the format of an imported file, so that a later version of it is recognised."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("maps", "0005_supports_of_relations")]

    operations = [
        migrations.AddField("importedmap", "filename", models.CharField(blank=True, default="", max_length=255), False),
        migrations.AddField("importedmap", "kind", models.CharField(blank=True, default="", max_length=40), False),
    ]
