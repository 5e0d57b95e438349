"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest

from factcheck.desks.selectors import desks_of


def desks(request: HttpRequest) -> dict[str, Any]:
    """The signed-in person's desks; a lazy query, asked only by frames that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"my_desks": desks_of(user)}
