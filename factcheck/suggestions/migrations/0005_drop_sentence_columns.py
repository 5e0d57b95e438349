"""Drop the sentences that messages replaced."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0004_convert_stored_sentences")]
    operations = [
        migrations.RemoveField("suggestionrequest", "error_text"),
    ]
