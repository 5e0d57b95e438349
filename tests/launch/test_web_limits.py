"""The started web server against slow clients and large bodies, with real sockets."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests import servers

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]

WEB = (sys.executable, "-m", "factcheck.launch.processes", "web")
COUNT = 12
GRACE = 10


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A web server of one process; its port and its temporary folder."""
    port, temporary = servers.free_port(), tmp_path / "tmp"
    temporary.mkdir()
    env = {
        **os.environ,
        "DATABASE_URL": servers.database_url(connection.settings_dict),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "TMPDIR": str(temporary),
    }
    env.pop("WEB_THREADS", None)
    with servers.running(WEB, env=env, log=tmp_path / "log"):
        servers.until(lambda: answers(port), what="the web server answers")
        yield port, temporary


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/healthz")[0] == 200
    except OSError:
        return False


def ask(port: int, method: str, path: str, **more: object) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request(method, path, **more)
    response = link.getresponse()
    return response.status, response.read()


def connect(port: int, head: str) -> socket.socket:
    link = socket.create_connection(("127.0.0.1", port), timeout=GRACE + 20)
    link.sendall(head.encode())
    return link


def test_slow_clients_are_closed_and_stop_nobody_else(server: tuple[int, Path]) -> None:
    port, _temporary = server
    assert ask(port, "GET", "/accounts/login/")[0] == 200
    started = time.monotonic()
    slow = [connect(port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n") for _ in range(COUNT)]
    form = "POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin="
    slow += [connect(port, form) for _ in range(COUNT)]
    assert ask(port, "GET", "/accounts/login/")[0] == 200
    assert ask(port, "POST", "/accounts/login/", body=b"login=a")[0] == 403  # no CSRF token, but it was read
    assert time.monotonic() - started < GRACE, "somebody else waited for the slow clients"
    assert [link.recv(20) for link in slow] == [b""] * len(slow)
    assert time.monotonic() - started < 3 * GRACE


@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_huge_body_is_answered_and_leaves_no_file(server: tuple[int, Path], is_chunked: bool) -> None:
    port, temporary = server
    piece, count = bytes(1_000_000), 40
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": f"csrftoken={'a' * 32}",
    }
    if not is_chunked:
        headers["Content-Length"] = str(len(head) + count * len(piece))
    body = iter([head, *[piece] * count])
    status, text = ask(
        port, "POST", "/accounts/login/", body=body, headers=headers, encode_chunked=is_chunked
    )
    assert status == 413
    assert "at most 100 kB" in text.decode()
    assert list(temporary.rglob("*upload*")) == []
