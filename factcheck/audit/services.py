"""Writing the trail, and checking that it is what was written. Written inside the transaction of the change."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from factcheck.audit.chain import ChainBreak, ChainEntry, compute_hash, find_breaks
from factcheck.audit.models import ChainHead, Event


@transaction.atomic
def record_event(actor: Any, action: str, target: models.Model, *, desk_id: int, **data: Any) -> Event:
    """Write one line. `action` is a stable name such as "claim.opened"; `data` must be small and JSON."""
    head = lock_chain(desk_id)
    line = ChainEntry(
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
        hash=compute_hash(line),
    )
    head.count, head.hash = event.number, event.hash
    head.save(update_fields=["count", "hash"])
    return event


def lock_chain(desk_id: int) -> ChainHead:
    """Lock the end of a desk's trail until the transaction ends; whoever writes next waits.

    A change that locks rows of several claims holds the trail before them, so that no two changes wait for each other.
    """
    heads = ChainHead.objects.select_for_update(no_key=True)
    return heads.filter(desk_id=desk_id).first() or heads.get_or_create(desk_id=desk_id)[0]


def verify_chain(desk_id: int) -> list[ChainBreak]:
    """Where a desk's trail is not what was written; nothing if all of it is."""
    with transaction.atomic():
        head = lock_chain(desk_id)
        return list(find_breaks(_lines(desk_id), count=head.count, head=head.hash))


def _lines(desk_id: int) -> Iterator[ChainEntry]:
    for event in Event.objects.filter(desk_id=desk_id).order_by("number", "id").iterator():
        yield ChainEntry(
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
