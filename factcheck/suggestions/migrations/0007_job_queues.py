from django.db import migrations, models


class Migration(migrations.Migration):
    """Heavy jobs have a queue of their own, and desks take turns."""

    dependencies = [("suggestions", "0006_job_leases")]

    operations = [
        migrations.AddField("suggestionrequest", "heavy", models.BooleanField(default=False)),
        migrations.AddIndex("suggestionrequest", models.Index(fields=["desk", "started_at"], name="suggestionrequest_by_turn")),
    ]
