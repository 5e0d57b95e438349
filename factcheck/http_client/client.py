"""Fetch a page, following redirects, each judged again; or post JSON to an endpoint that the settings name."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from factcheck.http_client.decoding import ACCEPTED, decode
from factcheck.http_client.errors import FetchError, TransientFetchError
from factcheck.http_client.politeness import wait_for_turn
from factcheck.http_client.targets import Target, parse_url, resolve
from factcheck.http_client.transport import RawResponse, send

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
METHODS = frozenset({"GET", "HEAD", "POST"})
SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP status that is neither a redirect nor in `BUSY_STATUSES`, and the body."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, with any status that is not a redirect.

    `body` is decompressed; `headers` are those of the last response as they came, with names in lower case.
    `redirects` are the URLs that led to `final_url`, the one that was asked for first.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    final_url: str
    redirects: tuple[str, ...]
    fetched_at: datetime

    def header(self, name: str) -> str:
        """Return the values of a header, joined by commas; empty if it is missing."""
        return RawResponse(self.status, self.headers, b"").header(name)


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    etag: str = "",
    last_modified: str = "",
) -> Response:
    """Fetch a URL of the public Internet within FETCH_TIMEOUT seconds and FETCH_MAX_BYTES.

    `etag` and `last_modified` are of an earlier response: the status is 304 if nothing changed since. The pause
    between requests to one host (`politeness`) is not counted in the seconds. A POST follows no redirect.

    Raise FetchError, or TransientFetchError if the same call can succeed a moment later.
    """
    if not settings.FETCH_ENABLED:
        raise FetchError(_("This installation fetches nothing: FETCH_ENABLED is off."), code="fetch_disabled")
    if method not in METHODS:
        raise ValueError(f"{method} is not one of {sorted(METHODS)}")
    asked = {**_own_headers(etag, last_modified), **(headers or {})}
    return _follow(parse_url(url), method, asked, body)


def _own_headers(etag: str, last_modified: str) -> dict[str, str]:
    own = {
        "User-Agent": f"Factcheck (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Accept-Encoding": ACCEPTED,
        "If-None-Match": etag,
        "If-Modified-Since": last_modified,
    }
    return {name: value for name, value in own.items() if value}


def _follow(target: Target, method: str, headers: dict[str, str], body: bytes) -> Response:
    hops: list[str] = []
    seconds, last_host = settings.FETCH_TIMEOUT, ""
    while True:
        if target.host != last_host:
            wait_for_turn(target.host)
        began = time.monotonic()
        raw = _ask(target, method, headers, body, seconds)
        seconds -= time.monotonic() - began
        location = raw.header("location") if raw.status in REDIRECTS else ""
        if not location:
            return _to_response(target, raw, hops)
        hops.append(target.url)
        last_host, following = target.host, _next_target(target, location, method, hops)
        if following.origin != target.origin:
            headers = {name: value for name, value in headers.items() if name.lower() not in SECRET_HEADERS}
        target = following


def _ask(target: Target, method: str, headers: dict[str, str], body: bytes, seconds: float) -> RawResponse:
    if seconds <= 0:
        raise TransientFetchError(_("The response took too long."))
    deadline = time.monotonic() + seconds
    addresses = resolve(target, seconds=seconds, allow_private=settings.FETCH_ALLOW_PRIVATE)
    return send(
        target,
        addresses,
        method=method,
        headers=headers,
        body=body,
        deadline=deadline,
        max_bytes=settings.FETCH_MAX_BYTES,
    )


def _next_target(target: Target, location: str, method: str, hops: list[str]) -> Target:
    if method == "POST":
        raise FetchError(
            _("The server answered with a redirect, which is not followed."), code="redirect_refused"
        )
    if len(hops) > MAX_REDIRECTS:
        message = _("The server redirects more than %(limit)s times.") % {"limit": MAX_REDIRECTS}
        raise FetchError(message, code="too_many_redirects")
    return parse_url(urljoin(target.url, location.strip().replace(" ", "%20")))


def _to_response(target: Target, raw: RawResponse, hops: list[str]) -> Response:
    body = decode(raw.body, raw.header("content-encoding"), max_bytes=settings.FETCH_MAX_BYTES)
    return Response(raw.status, raw.headers, body, target.url, tuple(hops), datetime.now(UTC))


def post_json(
    url: str,
    body: Mapping[str, Any],
    *,
    timeout: float,
    max_bytes: int,
    headers: Mapping[str, str] | None = None,
    trusted_url: str = "",
) -> HttpResponse:
    """Post `body` to `url` within `timeout` seconds; read at most `max_bytes` of the response, never compressed.

    `trusted_url` comes from the settings: its host and port can be inside the network. Raise FetchError, or
    TransientFetchError if the same call can succeed a moment later.
    """
    deadline, target = time.monotonic() + timeout, parse_url(url)
    trusted = bool(trusted_url) and parse_url(trusted_url).origin[1:] == target.origin[1:]
    raw = send(
        target,
        resolve(target, seconds=timeout, trusted=trusted),
        method="POST",
        headers={**(headers or {}), "Content-Type": "application/json", "Accept-Encoding": "identity"},
        body=json.dumps(dict(body)).encode(),
        deadline=deadline,
        max_bytes=max_bytes,
    )
    if 300 <= raw.status < 400:
        raise FetchError(_("The server answered with a redirect, which is not followed."))
    if raw.status in BUSY_STATUSES:
        raise TransientFetchError(
            _("The server answered with status %(status)s.") % {"status": raw.status}, code="try_again"
        )
    return HttpResponse(raw.status, raw.body)
