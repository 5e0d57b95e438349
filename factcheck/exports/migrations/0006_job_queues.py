from django.db import migrations, models


class Migration(migrations.Migration):
    """Heavy jobs have a queue of their own, and desks take turns."""

    dependencies = [("exports", "0005_job_leases")]

    operations = [
        migrations.AddField("export", "heavy", models.BooleanField(default=False)),
        migrations.AddIndex("export", models.Index(fields=["desk", "started_at"], name="export_by_turn")),
    ]
