"""The one guarded door to the outside: a JSON body out, a bounded answer back, no redirects, no proxies.

Addresses inside the operator's own network are refused unless the settings name that very endpoint. The name is
looked up once and the connection goes to the address that was checked. Who may be called is for the callers.
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
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(FactcheckError):
    """Nothing usable came back, and asking again would not change that."""

    code = "not_fetched"


class TransientFetchError(FetchError):
    """Nothing came back this time: the other side was away, slow or busy."""

    code = "try_again"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back: an HTTP status that is neither a redirect nor one of `BUSY`, and the body."""

    status: int
    body: bytes


def post_json(
    url: str,
    body: Mapping[str, Any],
    *,
    timeout: float,
    most_bytes: int,
    headers: Mapping[str, str] | None = None,
    named: str = "",
) -> HttpResponse:
    """Send `body` to `url`; all of it takes at most about `timeout` seconds and `most_bytes` of answer.

    `named` is an address out of the settings: its host and port may lie inside. Raises NotFetched, or TryAgain
    where the same call may succeed a moment later.
    """
    parts = _parts(url)
    address = _address(parts, inside=bool(named) and _place(_parts(named)) == _place(parts))
    host = f"[{address}]" if ":" in address else address
    request = httpx.Request(
        "POST",
        parts._replace(netloc=f"{host}:{_place(parts)[1]}").geturl(),
        json=dict(body),
        headers={**(headers or {}), "Host": parts.netloc, "Accept-Encoding": "identity"},
        extensions={"sni_hostname": parts.hostname, "timeout": httpx.Timeout(timeout).as_dict()},
    )
    try:
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            return _answer(client, request, deadline=time.monotonic() + timeout, most_bytes=most_bytes)
    except httpx.TransportError as error:
        raise TransientFetchError(
            _("%(hostname)s did not answer: %(kind)s.")
            % {"hostname": parts.hostname, "kind": type(error).__name__}
        ) from error


def _parts(url: str) -> SplitResult:
    wrong = FetchError(_("An address begins with http:// or https:// and a host, without a password."))
    try:
        parts = urlsplit(url)
        is_port = parts.port != 0
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None or not is_port:
        raise wrong
    return parts


def _place(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or PORTS[parts.scheme]


def _address(parts: SplitResult, *, inside: bool) -> str:
    """The IP address to connect to; none but public ones unless `inside`."""
    host, port = _place(parts)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransientFetchError(_("There is no address for %(host)s.") % {"host": host}) from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not inside and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise FetchError(
            _("%(host)s is an address inside this network, which the settings do not name.") % {"host": host}
        )
    return addresses[0]


def _answer(
    client: httpx.Client, request: httpx.Request, *, deadline: float, most_bytes: int
) -> HttpResponse:
    response = client.send(request, stream=True)
    try:
        if response.is_redirect:
            raise FetchError(_("The answer leads to another address, which is not followed."))
        if response.status_code in BUSY:
            raise TransientFetchError(_("The answer was %(status)s.") % {"status": response.status_code})
        body = bytearray()
        for piece in response.iter_raw():  # never unpacked: a small answer cannot become a large one
            body += piece
            if len(body) > most_bytes:
                raise FetchError(
                    _("The answer is longer than %(most_bytes)s bytes.") % {"most_bytes": f"{most_bytes:,}"}
                )
            if time.monotonic() > deadline:
                raise TransientFetchError(_("The answer took too long."))
        return HttpResponse(response.status_code, bytes(body))
    finally:
        response.close()
