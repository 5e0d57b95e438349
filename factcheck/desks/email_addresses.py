"""Finding accounts by their email address, and the signed links by which an address is verified.

An account has one address, in its own row. An address that is not verified yet is only in a link that was mailed to it.
"""

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from factcheck.desks.models import User
from factcheck.exceptions import NotFound

MAX_AGE = 24 * 3600
_SALT = "factcheck.address"


@dataclass(frozen=True)
class AddressChange:
    """A change of a user's address that the owner of the new address confirms."""

    user_id: int
    old: str
    new: str


def normalize_address(email: str) -> str:
    return email.strip().lower()


def find_user_by_address(email: str) -> User | None:
    """Return the active account with this address."""
    return User.objects.filter(email=normalize_address(email), is_active=True).first()


def make_address_token(user: User, email: str) -> str:
    return signing.dumps([user.pk, user.email, email], salt=_SALT)


def read_address_token(user: User, token: str) -> AddressChange:
    """Return the change that a link confirms. Raises NotFound if it is forged, old, used, or another user's."""
    try:
        change = AddressChange(*signing.loads(token, salt=_SALT, max_age=MAX_AGE))
    except signing.BadSignature:
        change = None
    if change is None or (change.user_id, change.old) != (user.pk, user.email):
        raise NotFound(
            _(
                "This link is not valid, or no longer. Sign in with the account that asked for it, or ask again."
            )
        )
    return change
