"""Store messages as data: columns for the messages, beside the sentences that they replace."""

from django.db import migrations

from factcheck.model_fields import StoredMessageField


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]
    operations = [
        migrations.RenameField("export", "error", "error_text"),
        migrations.AddField("export", "error", StoredMessageField()),
    ]
