"""Reading invitations, and the signed token of an invitation's link.

The token is a signature, so links cannot be guessed; the row it names can be revoked and expires. The link of an
invitation for anyone says nothing about an address; one that was mailed to an address does, and only there it is known.
"""

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.desks.models import Desk, Invitation
from factcheck.exceptions import NotFound

_SIGNER = signing.Signer(salt="factcheck.invitation")


def make_token(invitation: Invitation) -> str:
    return _SIGNER.sign(str(invitation.pk))


def make_token_for_address(invitation: Invitation, email: str) -> str:
    """Return the token of a link that is mailed to this address: who has it reads the mail that arrives there."""
    return _SIGNER.sign_object([invitation.pk, email])


def get_vouched_address(token: str) -> str:
    """Return the address that an admin named, or to which the link was mailed; empty for a link for anyone."""
    return get_invitation_by_token(token).email or _read_token(token)[1]


def list_open_invitations(desk: Desk) -> QuerySet[Invitation]:
    """Return the invitations of a desk that can still be accepted."""
    return desk.invitations.filter(_is_open()).select_related("invited_by")


def get_invitation_by_token(token: str) -> Invitation:
    """Return the open invitation of a link. Raises NotFound for a forged, used, revoked or expired one."""
    pk, _address = _read_token(token)
    invitation = Invitation.objects.filter(_is_open(), pk=pk).select_related("desk", "invited_by").first()
    if invitation is None:
        raise NotFound(_("This invitation was used, was revoked, or has expired. Ask for another."))
    return invitation


def _read_token(token: str) -> tuple[int, str]:
    """Return the id of the invitation, and the address to which the link was mailed or an empty string."""
    try:
        text = _SIGNER.unsign(token)
        if text.isdecimal():
            return int(text), ""
        pk, address = _SIGNER.unsign_object(token)
    except signing.BadSignature as forged:
        raise NotFound(
            _("This is not a valid invitation link. Copy all of it, or ask for another.")
        ) from forged
    return pk, address


def _is_open() -> Q:
    return Q(revoked_at__isnull=True, accepted_at__isnull=True, expires_at__gt=timezone.now())
