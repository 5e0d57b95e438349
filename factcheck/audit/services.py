"""Writing the trail, and checking that it is what was written. Written inside the transaction of the change."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from factcheck.audit.chain import Break, Line, breaks, digest
from factcheck.audit.models import Event, Head


@transaction.atomic
def record(actor: Any, action: str, target: models.Model, *, desk_id: int, **data: Any) -> Event:
    """Write one line. `action` is a stable name such as "claim.opened"; `data` must be small and JSON."""
    head = hold(desk_id)
    line = Line(
        number=head.count + 1,
        desk=desk_id,
        actor=getattr(actor, "pk", None),
        action=action,
        target_type=str(target._meta.model_name),
        target_id=target.pk,
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
        at=timezone.now(),
        prev=head.hash,
    )
    event = Event.objects.create(
        desk_id=desk_id,
        number=line.number,
        actor=actor,
        action=line.action,
        target_type=line.target_type,
        target_id=line.target_id,
        data=line.data,
        at=line.at,
        prev=line.prev,
        hash=digest(line),
    )
    head.count, head.hash = event.number, event.hash
    head.save(update_fields=["count", "hash"])
    return event


def hold(desk_id: int) -> Head:
    """Lock the end of a desk's trail until the transaction ends; whoever writes next waits.

    A change that locks rows of several claims holds the trail before them, so that no two changes wait for each other.
    """
    heads = Head.objects.select_for_update(no_key=True)
    return heads.filter(desk_id=desk_id).first() or heads.get_or_create(desk_id=desk_id)[0]


def verify(desk_id: int) -> list[Break]:
    """Where a desk's trail is not what was written; nothing if all of it is."""
    with transaction.atomic():
        head = hold(desk_id)
        return list(breaks(_lines(desk_id), count=head.count, head=head.hash))


def _lines(desk_id: int) -> Iterator[Line]:
    for event in Event.objects.filter(desk_id=desk_id).order_by("number", "id").iterator():
        yield Line(
            number=event.number,
            desk=event.desk_id,
            actor=event.actor_id,
            action=event.action,
            target_type=event.target_type,
            target_id=event.target_id,
            data=event.data,
            at=event.at,
            prev=event.prev,
            hash=event.hash,
        )
