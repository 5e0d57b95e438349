"""Issue and revoke a user's API keys. Only a digest is stored, and each of the user's desks records the event."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from factcheck.actions.accounts import record_on_all_desks
from factcheck.desks.api_keys import list_keys
from factcheck.desks.models import User
from factcheck.exceptions import InvalidInput, NotFound

MAX_DAYS = 365


@transaction.atomic
def issue_key(user: User, *, days: int) -> str:
    """Create a key and return it. It cannot be read again."""
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(
            _("A key needs an expiry date."),
            fields={"days": _("From 1 to %(most)s days.") % {"most": MAX_DAYS}},
        )
    key = AuthToken.objects.create(user, expiry=dt.timedelta(days=days))[1]
    record_on_all_desks(user, "key.issued", days=days)
    return key


@transaction.atomic
def revoke_key(user: User, *, prefix: str) -> None:
    """Delete one of the user's own keys, named by its first characters. Raises NotFound."""
    if not prefix or not list_keys(user).filter(token_key=prefix).delete()[0]:
        raise NotFound(_("You have no such key."))
    record_on_all_desks(user, "key.revoked")
