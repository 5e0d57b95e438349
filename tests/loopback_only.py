"""Keeps the tests on this machine: a connection or a name look-up that would leave it fails the test that tried."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest

_LOCAL_NAMES = {"", "localhost", "localhost.", socket.gethostname()}


def is_local(host: Any) -> bool:
    """Return whether the host is loopback, a wildcard to listen on, or no internet address at all."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name.lower() in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@contextmanager
def loopback_only() -> Iterator[list[str]]:
    """Refuse everything that would leave this machine; gives the list of what was tried, in any thread."""
    tried: list[str] = []

    def guarded(method: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
                _refuse(f"a connection to {address[0]}")
            return method(self, address)

        return connect

    def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        flags = options.get("flags", args[4] if len(args) > 4 else 0)
        if not is_local(host) and not flags & socket.AI_NUMERICHOST and not _is_address(host):
            _refuse(f"a look-up of {host!r}")
        return look_up(host, *args, **options)

    def _refuse(what: str) -> None:
        tried.append(what)
        pytest.fail(f"A test tried {what}.")

    look_up = socket.getaddrinfo
    with (
        patch.object(socket.socket, "connect", guarded(socket.socket.connect)),
        patch.object(socket.socket, "connect_ex", guarded(socket.socket.connect_ex)),
        patch.object(socket, "getaddrinfo", getaddrinfo),
    ):
        yield tried


def _is_address(host: Any) -> bool:
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True
