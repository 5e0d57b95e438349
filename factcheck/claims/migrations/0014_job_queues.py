from django.db import migrations, models


class Migration(migrations.Migration):
    """Heavy jobs have a queue of their own, and desks take turns."""

    dependencies = [("claims", "0013_job_leases")]

    operations = [
        migrations.AddField("splitrun", "heavy", models.BooleanField(default=False)),
        migrations.AddIndex("splitrun", models.Index(fields=["desk", "started_at"], name="splitrun_by_turn")),
    ]
