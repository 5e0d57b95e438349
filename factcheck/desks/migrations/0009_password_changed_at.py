from django.db import migrations, models


class Migration(migrations.Migration):
    """When the password was last changed: API keys from before have ended. Unknown (null) for earlier changes."""

    dependencies = [("desks", "0008_shared_cache")]

    operations = [migrations.AddField("user", "password_changed_at", models.DateTimeField(null=True))]
