"""Skip the events from before there were notifications: every cursor starts at the end of its audit log."""

from django.db import migrations


def begin_now(apps, schema_editor):
    Head, Gathered = apps.get_model("audit", "Head"), apps.get_model("notices", "Gathered")
    Gathered.objects.bulk_create(
        Gathered(desk_id=desk, number=count) for desk, count in Head.objects.values_list("desk_id", "count")
    )


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("audit", "0005_one_line_a_number")]
    operations = [migrations.RunPython(begin_now, migrations.RunPython.noop)]
