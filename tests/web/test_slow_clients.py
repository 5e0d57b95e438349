"""Closing slow connections: which ones, after how long, and that all others stay."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from factcheck.web.slow_clients import (
    MIN_BYTES_A_SECOND,
    PATIENCE_SECONDS,
    PATIENCE_UNDER_PRESSURE_SECONDS,
    SlowClientWatch,
    Traffic,
    is_slow,
)

ADDRESS = "127.0.0.1"
BEFORE = Traffic(received=100, segments_out=3, client_spoke_last=True)


@pytest.mark.parametrize(
    ("received", "segments", "spoke_last", "expected"),
    [
        (100, 3, True, True),
        (100 + 10 * MIN_BYTES_A_SECOND, 3, True, True),
        (101 + 10 * MIN_BYTES_A_SECOND, 3, True, False),
        (100, 4, True, False),
        (100, 3, False, False),
    ],
    ids=["silent", "at the slowest rate", "fast enough", "answered", "idle"],
)
def test_what_is_slow(received: int, segments: int, spoke_last: bool, expected: bool) -> None:
    after = Traffic(received=received, segments_out=segments, client_spoke_last=spoke_last)
    assert is_slow(BEFORE, after, seconds=10) is expected


class Server:
    """A listening socket and the connections that it accepted."""

    def __init__(self) -> None:
        self.listener = socket.create_server((ADDRESS, 0))
        self.port = self.listener.getsockname()[1]
        self.sockets = [self.listener]

    def connect(self, *, says: bytes, answers: bytes = b"") -> socket.socket:
        client = socket.create_connection((ADDRESS, self.port), timeout=5)
        accepted, _address = self.listener.accept()
        self.sockets += [client, accepted]
        client.sendall(says)
        accepted.recv(100)
        time.sleep(0.02)
        accepted.sendall(answers)
        return client


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    for link in made.sockets:
        link.close()


def is_closed(client: socket.socket) -> bool:
    client.settimeout(0.05)
    try:
        return client.recv(100) == b""
    except TimeoutError:
        return False


def looks(server: Server, *, threads: int, seconds: tuple[float, ...]) -> list[int]:
    """Return how many connections each look closes, while so many threads wait for a body."""
    watch, done = SlowClientWatch(2), threading.Event()
    watch._start = lambda: None
    started = threading.Barrier(threads + 1)

    def wait() -> None:
        with watch.reading(ADDRESS, port=server.port):
            started.wait()
            done.wait(10)

    waiting = [threading.Thread(target=wait) for _ in range(threads)]
    for thread in waiting:
        thread.start()
    started.wait()
    now = time.monotonic() + 1
    counts = [watch.look(now + later) for later in seconds]
    done.set()
    for thread in waiting:
        thread.join()
    return counts


@pytest.mark.skipif(not hasattr(socket, "TCP_INFO"), reason="needs Linux")
class TestLook:
    def test_a_silent_client_is_closed_after_a_while(self, server: Server) -> None:
        silent, idle = server.connect(says=b"POST"), server.connect(says=b"GET", answers=b"200")
        assert idle.recv(10) == b"200"
        assert looks(server, threads=1, seconds=(0, PATIENCE_SECONDS - 1, PATIENCE_SECONDS)) == [0, 0, 1]
        assert is_closed(silent)
        assert not is_closed(idle)

    def test_many_are_closed_sooner_and_no_more_than_threads_wait(self, server: Server) -> None:
        clients = [server.connect(says=b"POST") for _ in range(5)]
        assert looks(server, threads=3, seconds=(0, PATIENCE_UNDER_PRESSURE_SECONDS)) == [0, 3]
        assert [is_closed(client) for client in clients] == [True, True, True, False, False]

    def test_nobody_is_closed_while_no_body_is_awaited(self, server: Server) -> None:
        client = server.connect(says=b"GET")
        assert looks(server, threads=0, seconds=(0, 60)) == [0, 0]
        assert not is_closed(client)

    def test_connections_of_other_ports_stay(self, server: Server) -> None:
        other = Server()
        client = other.connect(says=b"POST")
        assert looks(server, threads=1, seconds=(0, 60)) == [0, 0]
        assert not is_closed(client)
        for link in other.sockets:
            link.close()
