"""Making desks, scales and memberships."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, Membership, Rating, Scale, User
from factcheck.desks.default_scale import DEFAULT_SCALE, ScaleStep
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound, PermissionDenied

MAX_ASSIGNMENT_DAYS = 365


@transaction.atomic
def create_desk(founder: User, *, name: str, slug: str) -> Desk:
    """A new desk with the default scale, and its founder as its admin."""
    if Desk.objects.filter(slug=slug).exists():
        raise ConflictError(
            _("There is a desk “%(slug)s” already.") % {"slug": slug},
            fields={"slug": _("Choose another name for the address.")},
        )
    desk = Desk.objects.create(name=name, slug=slug)
    record_event(founder, "desk.created", desk, desk_id=desk.pk, slug=slug)
    _set_role(founder, desk, founder, Role.ADMIN)
    add_scale(founder, desk=desk, steps=DEFAULT_SCALE)
    return desk


@transaction.atomic
def add_scale(actor: User, *, desk: Desk, steps: Sequence[ScaleStep]) -> Scale:
    """A new version of the desk's scale; verdicts keep the version that they were given on."""
    permissions.ensure_permission(actor, "scale.manage", desk)
    newest = desk.scales.aggregate(newest=Max("version"))["newest"] or 0
    best = max((step.value or 0 for step in steps), default=0)
    scale = Scale.objects.create(desk=desk, version=newest + 1, best=best)
    Rating.objects.bulk_create(
        Rating(scale=scale, position=position, **step._asdict()) for position, step in enumerate(steps, 1)
    )
    record_event(actor, "scale.added", scale, desk_id=desk.pk, version=scale.version)
    return scale


@transaction.atomic
def set_role(actor: User, *, desk: Desk, user: User, role: Role) -> Membership:
    """Make somebody a member, or change a member's role."""
    permissions.ensure_permission(actor, "member.manage", desk)
    if role != Role.ADMIN:
        _ensure_an_admin_remains(desk, user)
    return _set_role(actor, desk, user, role)


@transaction.atomic
def remove_member(actor: User, *, desk: Desk, user: User) -> None:
    """Take somebody off the desk. What they wrote, rated and signed stays under their name."""
    permissions.ensure_permission(actor, "member.manage", desk)
    _remove(actor, desk, user, "member.removed")


@transaction.atomic
def leave_desk(actor: User, *, desk: Desk) -> None:
    """Leave a desk. What one wrote, rated and signed stays under one's name."""
    permissions.ensure_permission(actor, "desk.leave", desk)
    _remove(actor, desk, actor, "member.left")


def _remove(actor: User, desk: Desk, user: User, event: str) -> None:
    _ensure_an_admin_remains(desk, user)
    membership = Membership.objects.filter(desk=desk, user=user).first()
    if membership is None:
        raise NotFound(_("This person is no member of the desk."))
    record_event(actor, event, membership, desk_id=desk.pk, user=user.pk)
    membership.delete()
    user.clear_role_cache()


def _ensure_an_admin_remains(desk: Desk, user: User) -> None:
    """Refuse to lose the last admin; two admins who go at once wait for each other here."""
    admins = Membership.objects.select_for_update().filter(desk=desk, role=Role.ADMIN)
    if {membership.user_id for membership in admins} == {user.pk}:
        raise ConflictError(_("This is the last admin of the desk. Make somebody else an admin first."))


@transaction.atomic
def edit_desk(
    actor: User,
    *,
    desk: Desk,
    name: str,
    quorum: int,
    signoffs: int,
    assignment_days: int,
    thresholds: dict[str, float],
) -> Desk:
    """Change a desk's settings. `thresholds` replaces those that computed labels go by; all are in 0..1."""
    permissions.ensure_permission(actor, "desk.manage", desk)
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    wrong = {name: _("From 0 to 1.") for name, value in thresholds.items() if not 0 <= value <= 1}
    wrong |= {} if name.strip() else {"name": _("A desk has a name.")}
    wrong |= {
        field: _("At least 1.") for field, value in (("quorum", quorum), ("signoffs", signoffs)) if value < 1
    }
    if not 0 <= assignment_days <= MAX_ASSIGNMENT_DAYS:
        wrong["assignment_days"] = _("From 0 to %(most)d days.") % {"most": MAX_ASSIGNMENT_DAYS}
    if wrong:
        raise InvalidInput(_("These settings do not work."), fields=wrong)
    said = {
        "name": name.strip(),
        "quorum": quorum,
        "signoffs": signoffs,
        "assignment_days": assignment_days,
        "thresholds": thresholds,
    }
    changes = {field: value for field, value in said.items() if value != getattr(desk, field)}
    if changes:
        Desk.objects.filter(pk=desk.pk).update(**changes)
        before = {field: getattr(desk, field) for field in changes}
        record_event(actor, "desk.edited", desk, desk_id=desk.pk, before=before, after=changes)
        desk.refresh_from_db()
    return desk


@transaction.atomic
def create_additional_desk(actor: User, *, name: str, slug: str) -> Desk:
    """A further desk, by somebody who is an admin of one."""
    if not Membership.objects.filter(user=actor, role=Role.ADMIN).exists():
        raise PermissionDenied(_("A further desk is made by an admin of a desk."))
    return create_desk(actor, name=name, slug=slug)


def _set_role(actor: User, desk: Desk, user: User, role: Role) -> Membership:
    membership, _ = Membership.objects.update_or_create(desk=desk, user=user, defaults={"role": role})
    user.clear_role_cache()
    record_event(actor, "member.role_set", membership, desk_id=desk.pk, user=user.pk, role=role)
    return membership


@transaction.atomic
def rename_user(user: User, *, name: str) -> User:
    """Change one's own name, as all of one's desks read it."""
    if not name.strip():
        raise InvalidInput(
            _("A name has letters."), fields={"name": _("Say how the others are to call you.")}
        )
    user.name = name.strip()
    user.save(update_fields=["name"])
    for desk_id in user.memberships.values_list("desk_id", flat=True):
        record_event(user, "member.renamed", user, desk_id=desk_id)
    return user
