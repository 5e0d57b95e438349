"""Drop the sentences that messages replaced."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_convert_stored_sentences")]
    operations = [
        migrations.RemoveField("claim", "reason_text"),
        migrations.RemoveField("historicalclaim", "reason_text"),
        migrations.RemoveField("splitrun", "error_text"),
    ]
