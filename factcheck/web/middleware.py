"""Refusals become pages here, and only here."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.exceptions import ConflictError, FactcheckError, InvalidInput, NotFound, PermissionDenied
from factcheck.web.form_submission import error_fragment, submission_id

STATUS: dict[type[FactcheckError], int] = {
    InvalidInput: 400,
    PermissionDenied: 403,
    NotFound: 404,
    ConflictError: 409,
}


def status_of(error: FactcheckError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def refresh_with_error(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    """A part of a page was refused: the whole page is loaded again, as things are now, and says why."""
    messages.error(request, why)
    return HttpResponse(status=status, headers={"HX-Refresh": "true"})


class RefusalMiddleware:
    """Shows a refusal that no view caught as a page with its sentence. The API has a handler of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, FactcheckError):
            return None
        if getattr(request, "htmx", False):
            return refresh_with_error(request, str(exception), status=status_of(exception))
        if submission_id(request):
            return error_fragment(request, str(exception), status=status_of(exception))
        return render(request, "error.html", {"error": exception}, status=status_of(exception))
