"""Store messages as data: columns for the messages, beside the sentences that they replace."""

from django.db import migrations

from factcheck.model_fields import StoredMessageField


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_split_run")]
    operations = [
        migrations.RenameField("claim", "reason", "reason_text"),
        migrations.AddField("claim", "reason", StoredMessageField()),
        migrations.RenameField("historicalclaim", "reason", "reason_text"),
        migrations.AddField("historicalclaim", "reason", StoredMessageField()),
        migrations.RenameField("splitrun", "error", "error_text"),
        migrations.AddField("splitrun", "error", StoredMessageField()),
    ]
