"""Limits what a request can take in the database, and answers 503 with the reason where the database cannot.

The second middleware, so that it gets what all others could not handle. Django makes a 500 of an exception in a
middleware before another one sees it; a signal (`got_request_exception`) notes the exception, and the 500 is replaced.
"""

import sys
from collections.abc import Callable
from typing import Any

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string

from factcheck import database_limits
from factcheck.database_errors import to_unavailable
from factcheck.exceptions import Unavailable
from factcheck.web.form_submission import wants_fragment

log = structlog.get_logger(__name__)

_API = "/api/"


class RequestLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        got_request_exception.connect(_note_outage, dispatch_uid="request_limits")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with database_limits.deadline(database_limits.for_requests()):
            response = self.get_response(request)
        noted = getattr(request, "outage", None)
        return to_response(request, noted) if noted and response.status_code == 500 else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an outage in a view of a page, which Django would log as a bug."""
        outage = exception if isinstance(exception, Unavailable) else to_unavailable(exception)
        return to_response(request, outage) if outage else None


def to_response(request: HttpRequest, outage: Unavailable) -> HttpResponse:
    """Return the 503 that a person or a program can read. Nothing in it needs the database."""
    log.warning("request.unavailable", path=request.path, reason=outage.message)
    headers = {"Retry-After": str(outage.retry_after)}
    if request.path.startswith(_API):
        error = {"code": outage.code, "message": outage.message, "fields": {}, "where": ""}
        return JsonResponse({"error": error}, status=503, headers=headers)
    name = "submission/error.html" if wants_fragment(request) else "503.html"
    page = render_to_string(name, {"message": outage.message})
    return HttpResponse(page, status=503, headers=headers)


def _note_outage(*, request: HttpRequest | None = None, **_: Any) -> None:
    outage = to_unavailable(sys.exception())
    if request is not None and outage is not None:
        vars(request)["outage"] = outage
