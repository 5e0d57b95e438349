from django.db import migrations, models


def quorum() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_job_queues")]
    operations = [
        migrations.AddField("claim", "quorum_at_start", quorum()),
        migrations.AddField("historicalclaim", "quorum_at_start", quorum()),
    ]
