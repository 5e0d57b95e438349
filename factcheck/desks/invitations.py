"""Ways onto a desk: inviting by link or mail, and accepting. The link is signed; the row can be revoked and expires."""

import datetime as dt
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, Invitation, Membership, User
from factcheck.enums import Role
from factcheck.exceptions import ConflictError, InvalidInput, NotFound

_SIGNER = signing.Signer(salt="factcheck.invitation")
MAX_DAYS = 90


@transaction.atomic
def create_invitation(actor: User, *, desk: Desk, role: Role, email: str = "", days: int = 7) -> Invitation:
    """A new invitation to one role, by mail if there is an address."""
    permissions.ensure_permission(actor, "member.manage", desk)
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(
            _("An invitation has an end."),
            fields={"days": _("From 1 to %(most)s days.") % {"most": MAX_DAYS}},
        )
    email = email.strip().lower()
    if email and Membership.objects.filter(desk=desk, user__email=email).exists():
        raise ConflictError(_("This person is a member already."), fields={"email": _("A member already.")})
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
    """Nobody joins by this invitation any more; who has stays."""
    permissions.ensure_permission(actor, "member.manage", invitation)
    if Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        record_event(actor, "member.invitation_revoked", invitation, desk_id=invitation.desk_id)


def make_token(invitation: Invitation) -> str:
    return _SIGNER.sign(str(invitation.pk))


def list_open_invitations(desk: Desk) -> QuerySet[Invitation]:
    """Those that somebody can still accept."""
    return desk.invitations.filter(
        revoked_at__isnull=True, accepted_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("invited_by")


def get_invitation_by_token(token: str) -> Invitation:
    """The open invitation behind a link; NotFound for a forged one, and for one that holds no more."""
    try:
        pk = int(_SIGNER.unsign(token))
    except signing.BadSignature as forged:
        raise NotFound(_("This link is no invitation. Copy it whole, or ask for another.")) from forged
    usable = Q(revoked_at__isnull=True, accepted_at__isnull=True, expires_at__gt=timezone.now())
    invitation = Invitation.objects.filter(usable, pk=pk).select_related("desk", "invited_by").first()
    if invitation is None:
        raise NotFound(_("This invitation was used, was revoked, or has expired. Ask for another."))
    return invitation


@transaction.atomic
def accept_invitation(user: User, *, token: str) -> Membership:
    """Join the desk as who one is."""
    invitation = Invitation.objects.select_for_update().get(pk=get_invitation_by_token(token).pk)
    if invitation.email and invitation.email != user.email:
        raise ConflictError(
            _("This invitation is for %(email)s; you are signed in as %(own)s.")
            % {"email": invitation.email, "own": user.email}
        )
    membership, joined = Membership.objects.get_or_create(
        desk_id=invitation.desk_id, user=user, defaults={"role": invitation.role}
    )
    if not joined:
        raise ConflictError(_("You are on this desk already."))
    if invitation.email:
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
    user.clear_role_cache()
    record_event(user, "member.joined", membership, desk_id=invitation.desk_id, role=membership.role)
    return membership


@transaction.atomic
def register_with_invitation(*, token: str, name: str, email: str, password: str) -> User:
    """Make an account by an invitation, and join the desk with it."""
    invitation = get_invitation_by_token(token)
    email = invitation.email or email.strip().lower()
    newcomer = User(email=email, name=name.strip())
    _check(newcomer, password)
    user = User.objects.create_user(email, password, name=newcomer.name)
    accept_invitation(user, token=token)
    return user


def _check(newcomer: User, password: str) -> None:
    """InvalidInput names each field that is wrong, the password by the site's rules."""
    problems: dict[str, str] = {}
    if not newcomer.name:
        problems["name"] = _("Say how the others are to call you.")
    checks: dict[str, Any] = {
        "email": lambda: validate_email(newcomer.email),
        "password": lambda: validate_password(password, newcomer),
    }
    for name, check in checks.items():
        try:
            check()
        except ValidationError as wrong:
            problems[name] = " ".join(wrong.messages)
    if "email" not in problems and User.objects.filter(email=newcomer.email).exists():
        problems["email"] = _("There is an account with this address: sign in, then open the link again.")
    if problems:
        raise InvalidInput(_("The account cannot be made like this."), fields=problems)
