"""Writing the trail. Called inside the transaction of the change that it tells of."""

from typing import Any

from django.db import models

from factcheck.audit.models import Event


def record(actor: Any, action: str, target: models.Model, *, desk_id: int, **data: Any) -> Event:
    """Write one line. `action` is a stable name such as "claim.opened"; `data` must be small and JSON."""
    return Event.objects.create(
        desk_id=desk_id,
        actor=actor,
        action=action,
        target_type=str(target._meta.model_name),
        target_id=target.pk,
        data=data,
    )
