"""Invite people to a desk, revoke an invitation, and accept one."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.email_addresses import normalize_address
from factcheck.desks.invitations import get_invitation_by_token
from factcheck.desks.models import Desk, Invitation, Membership, User
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput

MAX_DAYS = 90


@transaction.atomic
def create_invitation(actor: User, *, desk: Desk, role: Role, email: str = "", days: int = 7) -> Invitation:
    """Create an invitation to one role: for one person if there is an email address, otherwise a link for anyone.

    The caller sends the email (`tasks/emails.py`).
    """
    permissions.ensure_permission(actor, "member.manage", desk)
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(
            _("An invitation needs an expiry date."),
            fields={"days": _("From 1 to %(most)s days.") % {"most": MAX_DAYS}},
        )
    email = normalize_address(email)
    if email and Membership.objects.filter(desk=desk, user__email=email).exists():
        raise ConflictError(_("This person is already a member."), fields={"email": _("Already a member.")})
    invitation = Invitation.objects.create(
        desk=desk,
        role=Role(role),
        email=email,
        invited_by=actor,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    record_event(actor, "member.invited", invitation, desk_id=desk.pk, role=role, by_mail=bool(email))
    return invitation


@transaction.atomic
def revoke_invitation(actor: User, *, invitation: Invitation) -> None:
    """Revoke an invitation. Members who joined by it stay."""
    permissions.ensure_permission(actor, "member.manage", invitation)
    # A conditional update: revoking twice records one event.
    if Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        record_event(actor, "member.invitation_revoked", invitation, desk_id=invitation.desk_id)


@transaction.atomic
def accept_invitation(user: User, *, token: str) -> Membership:
    """Add the user to the desk of the invitation. Raises NotFound and ConflictError."""
    # Locked, so that an invitation for one person is not accepted twice at the same time.
    invitation = Invitation.objects.select_for_update().get(pk=get_invitation_by_token(token).pk)
    if invitation.email and invitation.email != user.email:
        raise ConflictError(
            _("This invitation is for %(email)s; you are signed in as %(own)s.")
            % {"email": invitation.email, "own": user.email}
        )
    membership, is_new = Membership.objects.get_or_create(
        desk_id=invitation.desk_id, user=user, defaults={"role": invitation.role}
    )
    if not is_new:
        raise ConflictError(_("You are already a member of this desk."))
    if invitation.email:
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
    user.clear_role_cache()
    record_event(user, "member.joined", membership, desk_id=invitation.desk_id, role=membership.role)
    return membership
