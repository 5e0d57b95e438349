"""Where a request goes: a URL, parsed strictly, and the judged addresses of its host.

Only this module reads URLs. What it parsed is what is connected to, so that no second parser can read it otherwise.
"""

import ipaddress
import re
import socket
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

import idna
from django.utils.translation import gettext as _

from factcheck.http_client.addresses import IPAddress, is_private, is_public
from factcheck.http_client.errors import FetchError, TransientFetchError

PORTS = {"http": 80, "https": 443}
MAX_URL_LENGTH = 4000
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LOOKS_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._[]|"


@dataclass(frozen=True)
class Target:
    """A parsed URL. `host` is ASCII without brackets; `path` has the query, and no fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @cached_property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_numeric(self) -> bool:
        """Return whether the host is an address in any spelling, such as 0x7f.1, which is never looked up as a name."""
        return ":" in self.host or bool(_LOOKS_NUMERIC.fullmatch(self.host.rpartition(".")[2]))

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def parse_url(url: str) -> Target:
    """Parse an http or https URL; raise FetchError (code `bad_url`) for another text, or one with a password."""
    wrong = FetchError(
        _("A URL starts with http:// or https:// and a host, and contains no password."), code="bad_url"
    )
    url = url.strip()
    if len(url) > MAX_URL_LENGTH or _UNSAFE.search(url):
        raise wrong
    try:
        parts = urlsplit(url)
        default_port = PORTS[parts.scheme]
        port = default_port if parts.port is None else parts.port
        target = Target(parts.scheme, _parse_host(parts), port, _parse_path(parts))
    except (ValueError, KeyError) as error:  # IDNAError and UnicodeEncodeError are ValueErrors
        raise wrong from error
    if "@" in parts.netloc or port == 0:
        raise wrong
    return target


def _parse_path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    return f"{path}?{quote(parts.query, safe=_KEPT_IN_PATH + '?')}" if parts.query else path


def _parse_host(parts: SplitResult) -> str:
    """Return the host in ASCII; ValueError for one that is no name and no address."""
    host = parts.hostname or ""
    if "[" in parts.netloc:
        if "%" in host:  # a zone of this machine's own interfaces
            raise ValueError(host)
        return str(ipaddress.IPv6Address(host))
    # Digits, dots and letters of other scripts become those of ASCII here, before the host is judged.
    host = (host if host.isascii() else idna.encode(host, uts46=True).decode()).removesuffix(".")
    if len(host) > 253 or not all(map(_LABEL.fullmatch, host.split("."))):
        raise ValueError(host)
    return host


def resolve(
    target: Target, *, seconds: float, trusted: bool = False, allow_private: bool = False
) -> list[str]:
    """Return the addresses of the host, resolved once.

    Raise FetchError (code `address_refused`) if any is not public, unless `trusted`; `allow_private` allows loopback
    and local networks. Raise TransientFetchError if the name is unknown.
    """
    found = _look_up(target, seconds)
    allowed = trusted or all(
        is_public(address) or (allow_private and is_private(address)) for address in found
    )
    if not allowed:
        message = _("%(host)s is an address inside this network that the settings do not allow.")
        raise FetchError(message % {"host": target.host}, code="address_refused")
    return [str(address) for address in found]


def _look_up(target: Target, seconds: float) -> list[IPAddress]:
    """Return the addresses of the host, those of every spelling that the system's own calls accept."""
    answer: list[Any] = []
    # In a thread: the system's resolver has no time limit of its own that a caller could set.
    thread = threading.Thread(target=_ask_resolver, args=(target, answer), daemon=True)
    thread.start()
    thread.join(seconds)
    found = [ipaddress.ip_address(entry[4][0]) for entry in list(answer)]
    if not found:
        message = _("The host %(host)s was not found.") % {"host": target.host}
        raise FetchError(message, code="bad_url") if target.is_numeric else TransientFetchError(message)
    return list(dict.fromkeys(found))


def _ask_resolver(target: Target, answer: list[Any]) -> None:
    flags = socket.AI_NUMERICHOST if target.is_numeric else 0
    try:
        answer += socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, UnicodeError):
        return
