"""Refusals become pages here, and only here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.errors import Conflict, FactcheckError, InvalidInput, NotAllowed, NotFound

STATUS: dict[type[FactcheckError], int] = {InvalidInput: 400, NotAllowed: 403, NotFound: 404, Conflict: 409}


def status_of(error: FactcheckError) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


class RefusalMiddleware:
    """Shows a refusal that no view caught as a page with its sentence. The API has a handler of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, FactcheckError):
            return None
        return render(request, "refusal.html", {"error": exception}, status=status_of(exception))
