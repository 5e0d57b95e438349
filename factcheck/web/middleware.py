"""Converts the errors of the application into pages. This is the only place that does so for pages."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.exceptions import (
    ConflictError,
    FactcheckError,
    InvalidInput,
    NotFound,
    PermissionDenied,
    TooManyRequests,
    Unavailable,
)
from factcheck.web.form_submission import error_fragment, submission_id

STATUS: dict[type[FactcheckError], int] = {
    InvalidInput: 400,
    PermissionDenied: 403,
    NotFound: 404,
    ConflictError: 409,
    TooManyRequests: 429,
}


def get_status(error: FactcheckError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def refresh_with_error(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """Make htmx reload the whole page, which then shows the message.

    The part of the page that htmx asked for is usually refused because the page is out of date.
    """
    messages.error(request, message)
    return HttpResponse(status=status, headers={"HX-Refresh": "true"})


class ErrorMiddleware:
    """Renders a `FactcheckError` that no view caught. The API has an exception handler of its own, and
    `request_limits.py` answers for what is unavailable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, FactcheckError) or isinstance(exception, Unavailable):
            return None
        response = self._render(request, exception, get_status(exception))
        if isinstance(exception, TooManyRequests):
            response["Retry-After"] = str(exception.retry_after)
        return response

    def _render(self, request: HttpRequest, exception: FactcheckError, status: int) -> HttpResponse:
        if getattr(request, "htmx", False):
            return refresh_with_error(request, str(exception), status=status)
        if submission_id(request):
            return error_fragment(request, str(exception), status=status)
        return render(request, "error.html", {"error": exception}, status=status)
