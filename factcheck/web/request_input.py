"""Refuses what no database stores, once for all pages: ids beyond 64 bits in paths, and NUL characters anywhere.

Browsers do not send NUL; only programs do. Fields of the API refuse it with a message of their own.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from factcheck.limits import MAX_ID, is_storable
from factcheck.web.middleware import ErrorMiddleware

API_PATH = "/api/"
MAX_SHOWN_NAME = 60


class RequestInputMiddleware:
    """Answers 404 for a path, and 400 for a query or a form, that names or contains what cannot be stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        if not all(map(_can_exist, kwargs.values())):
            raise Http404
        if request.path.startswith(API_PATH):
            return None
        bad = _bad_name(request.GET) or (_bad_name(request.POST) if request.method == "POST" else "")
        return ErrorMiddleware(self.get_response).process_exception(request, _refusal(bad)) if bad else None


def _can_exist(value: Any) -> bool:
    return is_storable(value) if isinstance(value, str) else not isinstance(value, int) or value <= MAX_ID


def _bad_name(values: QueryDict) -> str:
    """Return the name of the first value that cannot be stored; empty if all can."""
    for name, texts in values.lists():
        if not is_storable(name) or not all(map(is_storable, texts)):
            return name.replace("\0", "")[:MAX_SHOWN_NAME] or "?"
    return ""


def _refusal(name: str) -> InvalidInput:
    problem = _("This has a character that cannot be stored (NUL). Remove it.")
    return InvalidInput(f"{name}: {problem}", code="bad_text", fields={name: problem})
