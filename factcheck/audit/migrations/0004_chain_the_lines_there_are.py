"""Number and chain the lines that were written before there was a chain."""

from django.db import migrations

from factcheck.audit.chain import GENESIS_HASH, ChainEntry, compute_hash


def chain(apps, schema_editor):
    event_model, head_model = apps.get_model("audit", "Event"), apps.get_model("audit", "Head")
    for desk in event_model.objects.order_by().values_list("desk_id", flat=True).distinct():
        number, prev = 0, GENESIS_HASH
        for event in event_model.objects.filter(desk_id=desk).order_by("id").iterator():
            number += 1
            line = ChainEntry(
                number,
                desk,
                event.actor_id,
                event.action,
                event.target_type,
                event.target_id,
                event.data,
                event.at,
                prev,
            )
            made = compute_hash(line)
            event_model.objects.filter(pk=event.pk).update(number=number, prev=prev, hash=made)
            prev = made
        head_model.objects.create(desk_id=desk, count=number, hash=prev)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_hash_chain")]

    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
