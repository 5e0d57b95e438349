from django.db import migrations, models


class Migration(migrations.Migration):
    """The worker that runs a job renews a lease on its row."""

    dependencies = [("exports", "0004_drop_sentence_columns")]

    operations = [
        migrations.AddField("export", "held_by", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("export", "heartbeat_at", models.DateTimeField(null=True)),
    ]
