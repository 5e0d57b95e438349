"""Add a version of a desk's rating scale."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.default_scale import ScaleStep
from factcheck.desks.models import Desk, Rating, Scale, User


@transaction.atomic
def add_scale(actor: User, *, desk: Desk, steps: Sequence[ScaleStep]) -> Scale:
    """Add a version of the desk's scale. Verdicts keep the version that they were given on."""
    permissions.ensure_permission(actor, "scale.manage", desk)
    newest = desk.scales.aggregate(newest=Max("version"))["newest"] or 0
    best = max((step.value or 0 for step in steps), default=0)
    scale = Scale.objects.create(desk=desk, version=newest + 1, best=best)
    Rating.objects.bulk_create(
        Rating(scale=scale, position=position, **step._asdict()) for position, step in enumerate(steps, 1)
    )
    record_event(actor, "scale.added", scale, desk_id=desk.pk, version=scale.version)
    return scale
