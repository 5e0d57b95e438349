from django.db import migrations, models


class Migration(migrations.Migration):
    """The worker that runs a job renews a lease on its row."""

    dependencies = [("suggestions", "0005_drop_sentence_columns")]

    operations = [
        migrations.AddField("suggestionrequest", "held_by", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("suggestionrequest", "heartbeat_at", models.DateTimeField(null=True)),
    ]
