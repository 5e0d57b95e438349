"""The only client for outgoing HTTP: posts JSON, reads a bounded response, follows no redirects, uses no proxies.

Addresses inside the operator's network are refused unless the settings name that endpoint. A host name is resolved
once and the connection is made to the address that was checked, so that a second resolution cannot change it.
"""

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx
from django.utils.translation import gettext as _

from factcheck.exceptions import FactcheckError

PORTS = {"http": 80, "https": 443}
BUSY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(FactcheckError):
    """The request failed, and a repetition would fail too."""

    code = "not_fetched"


class TransientFetchError(FetchError):
    """The request failed this time: the server was unreachable, slow or busy."""

    code = "try_again"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP status that is neither a redirect nor in `BUSY_STATUSES`, and the body."""

    status: int
    body: bytes


def post_json(
    url: str,
    body: Mapping[str, Any],
    *,
    timeout: float,
    max_bytes: int,
    headers: Mapping[str, str] | None = None,
    trusted_url: str = "",
) -> HttpResponse:
    """Post `body` to `url` within about `timeout` seconds; read at most `max_bytes` of the response.

    `trusted_url` comes from the settings: its host and port can be inside the network. Raise FetchError, or
    TransientFetchError if the same call can succeed a moment later.
    """
    parts = _split_url(url)
    address = _resolve(
        parts, allow_private=bool(trusted_url) and _endpoint(_split_url(trusted_url)) == _endpoint(parts)
    )
    host = f"[{address}]" if ":" in address else address
    request = httpx.Request(
        "POST",
        parts._replace(netloc=f"{host}:{_endpoint(parts)[1]}").geturl(),
        json=dict(body),
        headers={**(headers or {}), "Host": parts.netloc, "Accept-Encoding": "identity"},
        extensions={"sni_hostname": parts.hostname, "timeout": httpx.Timeout(timeout).as_dict()},
    )
    try:
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            return _send(client, request, deadline=time.monotonic() + timeout, max_bytes=max_bytes)
    except httpx.TransportError as error:
        raise TransientFetchError(
            _("%(hostname)s did not answer: %(kind)s.")
            % {"hostname": parts.hostname, "kind": type(error).__name__}
        ) from error


def _split_url(url: str) -> SplitResult:
    wrong = FetchError(_("A URL starts with http:// or https:// and a host, and contains no password."))
    try:
        parts = urlsplit(url)
        is_port = parts.port != 0
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None or not is_port:
        raise wrong
    return parts


def _endpoint(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or PORTS[parts.scheme]


def _resolve(parts: SplitResult, *, allow_private: bool) -> str:
    """Return the IP address to connect to; raise FetchError for a private one unless `allow_private`."""
    host, port = _endpoint(parts)
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransientFetchError(_("The host %(host)s was not found.") % {"host": host}) from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in entries]
    if not allow_private and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise FetchError(
            _("%(host)s is an address inside this network that the settings do not allow.") % {"host": host}
        )
    return addresses[0]


def _send(client: httpx.Client, request: httpx.Request, *, deadline: float, max_bytes: int) -> HttpResponse:
    response = client.send(request, stream=True)
    try:
        if response.is_redirect:
            raise FetchError(_("The server answered with a redirect, which is not followed."))
        if response.status_code in BUSY_STATUSES:
            raise TransientFetchError(
                _("The server answered with status %(status)s.") % {"status": response.status_code}
            )
        body = bytearray()
        for chunk in response.iter_raw():  # never decompressed, so that a small response stays small
            body += chunk
            if len(body) > max_bytes:
                raise FetchError(
                    _("The response is longer than %(max_bytes)s bytes.") % {"max_bytes": f"{max_bytes:,}"}
                )
            if time.monotonic() > deadline:
                raise TransientFetchError(_("The response took too long."))
        return HttpResponse(response.status_code, bytes(body))
    finally:
        response.close()
