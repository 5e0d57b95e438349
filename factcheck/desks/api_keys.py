"""Keys for the API, as their holder issues and revokes them. Only a digest is kept; each of one's desks is told."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from knox.models import AuthToken

from factcheck.audit.services import record_event
from factcheck.desks.models import User
from factcheck.exceptions import InvalidInput, NotFound

MAX_DAYS = 365


def list_keys(user: User) -> QuerySet[AuthToken]:
    return AuthToken.objects.filter(user=user).order_by("-created")


@transaction.atomic
def issue_key(user: User, *, days: int) -> str:
    """A new key, told this once."""
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(
            _("A key has an end."), fields={"days": _("From 1 to %(most)s days.") % {"most": MAX_DAYS}}
        )
    key = AuthToken.objects.create(user, expiry=dt.timedelta(days=days))[1]
    _record_on_all_desks(user, "key.issued", days=days)
    return key


@transaction.atomic
def revoke_key(user: User, *, begins: str) -> None:
    """End a key of one's own, named by how it begins; NotFound if there is none."""
    if not begins or not list_keys(user).filter(token_key=begins).delete()[0]:
        raise NotFound(_("You have no such key."))
    _record_on_all_desks(user, "key.revoked")


def _record_on_all_desks(user: User, action: str, **data: int) -> None:
    for desk_id in user.memberships.values_list("desk_id", flat=True):
        record_event(user, action, user, desk_id=desk_id, **data)
