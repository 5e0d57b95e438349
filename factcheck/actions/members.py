"""Add members to a desk, change their roles, and remove them."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, Membership, User
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, NotFound


@transaction.atomic
def set_role(actor: User, *, desk: Desk, user: User, role: Role) -> Membership:
    """Add a member, or change the role of one. Raises ConflictError for the last admin."""
    permissions.ensure_permission(actor, "member.manage", desk)
    if role != Role.ADMIN:
        _ensure_an_admin_remains(desk, user)
    return store_role(actor, desk, user, role)


@transaction.atomic
def remove_member(actor: User, *, desk: Desk, user: User) -> None:
    """Remove a member. What they wrote, rated and signed stays under their name."""
    permissions.ensure_permission(actor, "member.manage", desk)
    _remove(actor, desk, user, "member.removed")


@transaction.atomic
def leave_desk(actor: User, *, desk: Desk) -> None:
    """Remove the actor from the desk. What they wrote, rated and signed stays under their name."""
    permissions.ensure_permission(actor, "desk.leave", desk)
    _remove(actor, desk, actor, "member.left")


def store_role(actor: User, desk: Desk, user: User, role: Role) -> Membership:
    """Write and record a role without a permission check, for actions that have made their own.

    A new desk has no admin yet who could add the first one.
    """
    membership, _is_new = Membership.objects.update_or_create(desk=desk, user=user, defaults={"role": role})
    user.clear_role_cache()
    record_event(actor, "member.role_set", membership, desk_id=desk.pk, user=user.pk, role=role)
    return membership


def _remove(actor: User, desk: Desk, user: User, event: str) -> None:
    _ensure_an_admin_remains(desk, user)
    membership = Membership.objects.filter(desk=desk, user=user).first()
    if membership is None:
        raise NotFound(_("This person is not a member of the desk."))
    record_event(actor, event, membership, desk_id=desk.pk, user=user.pk)
    membership.delete()
    user.clear_role_cache()


def _ensure_an_admin_remains(desk: Desk, user: User) -> None:
    """Raise ConflictError if the user is the only admin of the desk."""
    # The rows of all admins are locked: of two admins who leave at the same time, the second waits and then sees that
    # the first has left.
    admins = Membership.objects.select_for_update().filter(desk=desk, role=Role.ADMIN)
    if {membership.user_id for membership in admins} == {user.pk}:
        raise ConflictError(_("This is the last admin of the desk. Make another member an admin first."))
