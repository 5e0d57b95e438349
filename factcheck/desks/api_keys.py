"""Reading a user's API keys."""

from django.db.models import QuerySet
from knox.models import AuthToken

from factcheck.desks.models import User


def list_keys(user: User) -> QuerySet[AuthToken]:
    """Return the user's keys that have not ended with an earlier password, newest first.

    A key shows only its first characters.
    """
    keys = AuthToken.objects.filter(user=user)
    if user.password_changed_at:
        keys = keys.filter(created__gte=user.password_changed_at)
    return keys.order_by("-created")


def ended_with_password(key: AuthToken) -> bool:
    """Return whether the password of the key's user was changed after the key was issued."""
    changed = key.user.password_changed_at
    return changed is not None and key.created < changed
