from django.db import migrations


def forget_other_addresses(apps, schema_editor):
    apps.get_model("account", "EmailAddress").objects.all().delete()


class Migration(migrations.Migration):
    """An account has one address, in its own row. Those that members added themselves were never verified."""

    dependencies = [
        ("desks", "0009_password_changed_at"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(forget_other_addresses, migrations.RunPython.noop)]
