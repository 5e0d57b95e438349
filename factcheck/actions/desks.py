"""Create desks and change their settings."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.members import store_role
from factcheck.actions.rating_scales import add_scale
from factcheck.argument.computed_labels import THRESHOLD_NAMES
from factcheck.argument.semantics import get_semantics
from factcheck.audit.services import record_event
from factcheck.desks.default_scale import DEFAULT_SCALE
from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied

MAX_ASSIGNMENT_DAYS = 365


@transaction.atomic
def create_desk(founder: User, *, name: str, slug: str) -> Desk:
    """Create a desk with the default scale and its founder as admin. Raises ConflictError if the slug is taken."""
    if Desk.objects.filter(slug=slug).exists():
        raise ConflictError(
            _("There is already a desk “%(slug)s”.") % {"slug": slug},
            fields={"slug": _("Choose another name for the URL.")},
        )
    desk = Desk.objects.create(name=name, slug=slug)
    record_event(founder, "desk.created", desk, desk_id=desk.pk, slug=slug)
    store_role(founder, desk, founder, Role.ADMIN)
    add_scale(founder, desk=desk, steps=DEFAULT_SCALE)
    return desk


@transaction.atomic
def create_additional_desk(actor: User, *, name: str, slug: str) -> Desk:
    """Create a desk as an admin of another one. Raises PermissionDenied for everybody else."""
    if not Membership.objects.filter(user=actor, role=Role.ADMIN).exists():
        raise PermissionDenied(_("Only admins of a desk can create another desk."))
    return create_desk(actor, name=name, slug=slug)


@transaction.atomic
def edit_desk(
    actor: User,
    *,
    desk: Desk,
    name: str,
    quorum: int,
    signoffs: int,
    assignment_days: int,
    semantics: str,
    thresholds: dict[str, float],
) -> Desk:
    """Change the settings of a desk. `thresholds` replaces those of the computed labels, each from 0 to 1.

    Verdicts keep the label that was computed when they were proposed. Raises `UnknownChoice` for unknown semantics.
    """
    permissions.ensure_permission(actor, "desk.manage", desk)
    # Locked, so that the event has the values that this edit replaces and not those of an earlier read.
    desk = Desk.objects.select_for_update().get(pk=desk.pk)
    values = {
        "name": name.strip(),
        "quorum": quorum,
        "signoffs": signoffs,
        "assignment_days": assignment_days,
        "semantics": get_semantics(semantics).slug,
        "thresholds": thresholds,
    }
    if problems := _validate_settings(name.strip(), quorum, signoffs, assignment_days, thresholds):
        raise InvalidInput(_("These settings are not valid."), fields=problems)
    changes = {field: value for field, value in values.items() if value != getattr(desk, field)}
    if changes:
        Desk.objects.filter(pk=desk.pk).update(**changes)
        before = {field: getattr(desk, field) for field in changes}
        record_event(actor, "desk.edited", desk, desk_id=desk.pk, before=before, after=changes)
        desk.refresh_from_db()
    return desk


def _validate_settings(
    name: str, quorum: int, signoffs: int, assignment_days: int, thresholds: dict[str, float]
) -> dict[str, str]:
    """Return the problem of each field that is not valid."""
    problems = {name: _("From 0 to 1.") for name, value in thresholds.items() if not 0 <= value <= 1}
    if unknown := thresholds.keys() - set(THRESHOLD_NAMES):
        known = {"name": ", ".join(sorted(unknown)), "known": ", ".join(THRESHOLD_NAMES)}
        problems["thresholds"] = _("Unknown: %(name)s. Known: %(known)s.") % known
    if not name:
        problems["name"] = _("A desk needs a name.")
    for field, value in (("quorum", quorum), ("signoffs", signoffs)):
        if value < 1:
            problems[field] = _("At least 1.")
    if not 0 <= assignment_days <= MAX_ASSIGNMENT_DAYS:
        problems["assignment_days"] = _("From 0 to %(most)d days.") % {"most": MAX_ASSIGNMENT_DAYS}
    return problems
