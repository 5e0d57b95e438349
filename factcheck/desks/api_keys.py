"""Reading a user's API keys."""

from django.db.models import QuerySet
from knox.models import AuthToken

from factcheck.desks.models import User


def list_keys(user: User) -> QuerySet[AuthToken]:
    """Return the user's keys, newest first. A key shows only its first characters."""
    return AuthToken.objects.filter(user=user).order_by("-created")
