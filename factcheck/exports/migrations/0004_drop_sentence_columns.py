"""Drop the sentences that messages replaced."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exports", "0003_convert_stored_sentences")]
    operations = [
        migrations.RemoveField("export", "error_text"),
    ]
