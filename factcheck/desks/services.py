"""Making desks, scales and memberships."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from factcheck import rules
from factcheck.audit.services import record
from factcheck.desks.models import Desk, Membership, Rating, Scale, User
from factcheck.desks.scales import DEFAULT_SCALE, Step
from factcheck.errors import Conflict
from factcheck.terms import Role


@transaction.atomic
def create_desk(founder: User, *, name: str, slug: str) -> Desk:
    """A new desk with the default scale, and its founder as its admin."""
    if Desk.objects.filter(slug=slug).exists():
        raise Conflict(
            f"There is a desk “{slug}” already.", fields={"slug": "Choose another name for the address."}
        )
    desk = Desk.objects.create(name=name, slug=slug)
    record(founder, "desk.created", desk, desk_id=desk.pk, slug=slug)
    _set_role(founder, desk, founder, Role.ADMIN)
    add_scale(founder, desk=desk, steps=DEFAULT_SCALE)
    return desk


@transaction.atomic
def add_scale(actor: User, *, desk: Desk, steps: Sequence[Step]) -> Scale:
    """A new version of the desk's scale; verdicts keep the version that they were given on."""
    rules.require(actor, "scale.manage", desk)
    newest = desk.scales.aggregate(newest=Max("version"))["newest"] or 0
    best = max((step.value or 0 for step in steps), default=0)
    scale = Scale.objects.create(desk=desk, version=newest + 1, best=best)
    Rating.objects.bulk_create(
        Rating(scale=scale, position=position, **step._asdict()) for position, step in enumerate(steps, 1)
    )
    record(actor, "scale.added", scale, desk_id=desk.pk, version=scale.version)
    return scale


@transaction.atomic
def set_role(actor: User, *, desk: Desk, user: User, role: Role) -> Membership:
    """Make somebody a member, or change a member's role."""
    rules.require(actor, "member.manage", desk)
    return _set_role(actor, desk, user, role)


def _set_role(actor: User, desk: Desk, user: User, role: Role) -> Membership:
    membership, _ = Membership.objects.update_or_create(desk=desk, user=user, defaults={"role": role})
    user.forget_roles()
    record(actor, "member.role_set", membership, desk_id=desk.pk, user=user.pk, role=role)
    return membership
