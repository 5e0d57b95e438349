"""Limits for the bodies of requests, before anything reads them: Django's CSRF check reads forms of any size.

A body is received whole, within the limit of its address, and only then passed on. So nothing of a body that is refused
reaches the temporary folder. Slow clients are closed meanwhile (`slow_clients`).
"""

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from knox.crypto import hash_token
from knox.models import AuthToken

from factcheck.exceptions import InvalidInput
from factcheck.web.body_reader import BodyIncomplete, BodyTooLarge, read_body
from factcheck.web.form_submission import error_fragment, submission_id
from factcheck.web.slow_clients import SlowClientWatch

# Addresses that accept files, by the name of their URL. The other fields and the boundaries come on top of the file.
UPLOADS = frozenset({"submit", "api-articles-list"})
MULTIPART_OVERHEAD = 100_000
API_PREFIX = "/api/"


class Refusal(NamedTuple):
    status: int
    code: str
    message: str


class RequestBodyMiddleware:
    """Receives the body of each request, or answers 400 or 413. Its place is behind the authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._watch = SlowClientWatch(settings.SLOW_BODIES_AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = self._receive(request) if _has_body(request) else None
        return self.get_response(request) if refusal is None else _respond(request, refusal)

    def _receive(self, request: HttpRequest) -> Refusal | None:
        """Replace the stream of the request by its body in memory; return why that was not possible, or None."""
        length = _content_length(request)
        limit = get_limit(request, length)
        try:
            with self._watch.reading(
                request.META.get("REMOTE_ADDR", ""), port=int(request.META.get("SERVER_PORT") or 0)
            ):
                body = read_body(request.META["wsgi.input"], length=length, limit=limit)
        except BodyTooLarge:
            return _too_large(request, limit)
        except BodyIncomplete:
            return Refusal(400, "malformed", _("The request ended before all its data had arrived."))
        stream = BytesIO(body)
        request.META |= {"wsgi.input": stream, "CONTENT_LENGTH": str(len(body))}
        vars(request)["_stream"] = LimitedStream(stream, len(body))
        return None


def get_limit(request: HttpRequest, length: int | None) -> int:
    """Return how many bytes the body may have: by the address, and by whether the client is signed in."""
    smallest = settings.ANONYMOUS_BODY_MAX_BYTES
    # Most bodies are small, so most requests are not asked who sent them here.
    is_small = length is not None and length <= smallest
    if is_small or not (request.user.is_authenticated or _has_valid_key(request)):
        return smallest
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        name = ""
    if name in UPLOADS:
        return settings.UPLOAD_MAX_BYTES + MULTIPART_OVERHEAD
    return settings.FORM_MAX_BYTES


def _has_body(request: HttpRequest) -> bool:
    length = _content_length(request)
    if length is None:  # a chunked body, which can be read only where the server marks its end
        return request.method in ("POST", "PUT", "PATCH") and "wsgi.input_terminated" in request.META
    return length > 0


def _content_length(request: HttpRequest) -> int | None:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _has_valid_key(request: HttpRequest) -> bool:
    """Return whether the request has an API key that exists. Whether it may be used is decided by the API."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not request.path_info.startswith(API_PREFIX):
        return False
    return AuthToken.objects.filter(digest=hash_token(key.strip())).exists()


def _too_large(request: HttpRequest, limit: int) -> Refusal:
    amount = _("%(count)s MB") % {"count": limit // 1_000_000} if limit >= 1_000_000 else ""
    amount = amount or _("%(count)s kB") % {"count": limit // 1_000}
    if limit == settings.ANONYMOUS_BODY_MAX_BYTES:
        message = _("This is too large: at most %(limit)s can be sent without signing in.")
    else:
        message = _("This is too large: at most %(limit)s can be sent to this address.")
    return Refusal(413, "too_large", message % {"limit": amount})


def _respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if request.path_info.startswith(API_PREFIX):
        body = {"code": refusal.code, "message": refusal.message, "fields": {}, "where": ""}
        return JsonResponse({"error": body}, status=refusal.status)
    if submission_id(request):
        return error_fragment(request, refusal.message, status=refusal.status)
    error = InvalidInput(refusal.message)
    return render(request, "error.html", {"error": error}, status=refusal.status)
