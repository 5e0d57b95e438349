from django.db import migrations, models


class Migration(migrations.Migration):
    """The worker that runs a job renews a lease on its row."""

    dependencies = [("claims", "0012_drop_sentence_columns")]

    operations = [
        migrations.AddField("splitrun", "held_by", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("splitrun", "heartbeat_at", models.DateTimeField(null=True)),
    ]
