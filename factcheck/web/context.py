"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest

from factcheck.desks.selectors import desks_of
from factcheck.web.views.theme import THEMES


def frame(request: HttpRequest) -> dict[str, Any]:
    """The theme, and the signed-in person's desks (a lazy query, asked only where it is shown)."""
    theme = request.COOKIES.get("theme", "auto")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "my_desks": desks_of(user) if signed_in else (),
    }
