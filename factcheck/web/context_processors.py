"""The template variables that every page needs."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from factcheck.desks.selectors import list_desks
from factcheck.notifications.selectors import count_unread
from factcheck.web.form_submission import page_before
from factcheck.web.views.preferences import THEMES


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the theme, the page to return to, and the user's desks and number of unread notifications.

    The number is a callable, so that pages that do not show it do not query it.
    """
    theme = request.COOKIES.get("theme", "auto")
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "back_to": request.get_full_path() if request.method == "GET" else page_before(request),
        "my_desks": list_desks(user) if signed_in else (),
        "unread_notifications": partial(count_unread, user) if signed_in else 0,
    }
