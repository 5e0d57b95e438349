"""Issue and revoke a user's API keys. Only a digest is stored, and each of the user's desks records the event."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from knox.models import AuthToken

from factcheck.audit.services import record_event
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
    _record_on_all_desks(user, "key.issued", days=days)
    return key


@transaction.atomic
def revoke_key(user: User, *, prefix: str) -> None:
    """Delete one of the user's own keys, named by its first characters. Raises NotFound."""
    if not prefix or not list_keys(user).filter(token_key=prefix).delete()[0]:
        raise NotFound(_("You have no such key."))
    _record_on_all_desks(user, "key.revoked")


def _record_on_all_desks(user: User, action: str, **data: int) -> None:
    # A key works on all desks of its user, so every desk has to see it in its log.
    for desk_id in user.memberships.values_list("desk_id", flat=True):
        record_event(user, action, user, desk_id=desk_id, **data)
