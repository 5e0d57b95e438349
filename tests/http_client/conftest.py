"""Servers on loopback, and settings under which they may be fetched."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.http_client.page_server import PageServer, serving


@pytest.fixture
def pages() -> Iterator[PageServer]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_pause(settings: Settings) -> None:
    settings.FETCH_DELAY = 0


@pytest.fixture
def _loopback_allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_PRIVATE = True


@pytest.fixture
def resolve_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let every name resolve to these addresses; gives the list of the names that were asked for."""

    def answer(*addresses: str) -> list[str]:
        asked: list[str] = []
        real = socket.getaddrinfo

        def getaddrinfo(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
            if not host.endswith(".example"):
                return real(host, port, *args, **options)
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return answer
