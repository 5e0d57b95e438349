"""Store messages as data: columns for the messages, beside the sentences that they replace."""

from django.db import migrations

from factcheck.model_fields import StoredMessageField


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0002_suggestion_requests")]
    operations = [
        migrations.RenameField("suggestionrequest", "error", "error_text"),
        migrations.AddField("suggestionrequest", "error", StoredMessageField()),
    ]
