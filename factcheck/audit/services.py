"""Write events to the audit log, and verify its chain. An event is written in the transaction of the change."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from factcheck.audit.chain import ChainBreak, ChainEntry, compute_hash, find_breaks
from factcheck.audit.models import ChainHead, Event, get_target_type


@transaction.atomic
def record_event(actor: Any, action: str, target: models.Model, *, desk_id: int, **data: Any) -> Event:
    """Append an event to the log of a desk.

    `action` is a stable name such as "claim.opened". `data` must be small and JSON: facts, never texts of people, since
    nothing can be removed from the log.
    """
    # The lock makes the writers of a desk append one after the other. Without it two events would follow the same one.
    head = lock_chain(desk_id)
    entry = ChainEntry(
        number=head.count + 1,
        desk=desk_id,
        actor=getattr(actor, "pk", None),
        action=action,
        target_type=get_target_type(target),
        target_id=target.pk,
        # The hash covers what is read back from the database, so dates and the like become JSON before it is computed.
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder)),
        at=timezone.now(),
        prev=head.hash,
    )
    event = Event.objects.create(
        desk_id=desk_id,
        number=entry.number,
        actor=actor,
        action=entry.action,
        target_type=entry.target_type,
        target_id=entry.target_id,
        data=entry.data,
        at=entry.at,
        prev=entry.prev,
        hash=compute_hash(entry),
    )
    head.count, head.hash = event.number, event.hash
    head.save(update_fields=["count", "hash"])
    return event


def lock_chain(desk_id: int) -> ChainHead:
    """Lock the head of a desk's chain until the end of the transaction, and return it.

    Lock order: an action that locks other rows of the desk calls this first. Every action ends by recording an event,
    which needs this lock; if one locked a claim before it, two actions could wait for each other.
    """
    # FOR NO KEY UPDATE: the key of a head never changes, and the stronger lock would also block foreign key checks.
    heads = ChainHead.objects.select_for_update(no_key=True)
    return heads.filter(desk_id=desk_id).first() or heads.get_or_create(desk_id=desk_id)[0]


def verify_chain(desk_id: int) -> list[ChainBreak]:
    """Return the breaks in the chain of a desk; an empty list if every event is as it was written."""
    with transaction.atomic():
        # Nothing can be appended while the chain is read, so count and hash of the head belong to what is read.
        head = lock_chain(desk_id)
        return list(find_breaks(_iter_entries(desk_id), count=head.count, head=head.hash))


def _iter_entries(desk_id: int) -> Iterator[ChainEntry]:
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
