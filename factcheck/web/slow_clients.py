"""Closing the connections of clients that do not send the body of their request.

A thread that waits for a body is lost to everybody else, and the web server has no timeout for bodies and does not say
which connection a request came by. So this module looks at the connections of the process: while a request from an
address waits for its body, the connections from there are closed on which the client spoke last, nothing was answered,
and less than the slowest accepted rate arrived. Needs Linux; elsewhere nothing is closed.
"""

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.25
# How long a client may be slower than that rate; less if many are, because each holds a thread.
PATIENCE_SECONDS = 10.0
PATIENCE_UNDER_PRESSURE_SECONDS = 2.0
MIN_BYTES_A_SECOND = 50_000
DESCRIPTORS = Path("/proc/self/fd")
# `struct tcp_info` of Linux (include/uapi/linux/tcp.h): offsets of the fields that are read here.
_LAST_DATA_SENT, _LAST_DATA_RECEIVED, _BYTES_RECEIVED, _DATA_SEGMENTS_OUT = 44, 52, 128, 156
_INFO_SIZE = 160


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a connection has carried. `client_spoke_last` is false while it is idle."""

    received: int
    segments_out: int
    client_spoke_last: bool


class SlowClientWatch:
    """A thread that closes slow connections; `reading` tells it which addresses a body is awaited from."""

    def __init__(self, slow_at_once: int) -> None:
        self._slow_at_once = slow_at_once
        self._port = 0
        self._waiting: dict[int, tuple[str, float]] = {}
        self._seen: dict[int, tuple[float, Traffic]] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def reading(self, address: str, *, port: int) -> Iterator[None]:
        """Mark, inside the `with` block, that this thread waits for a body from an address.

        `port` is the server's own: the connections of this process to a database, say, are left alone.
        """
        self._port = port
        self._start()
        me = threading.get_ident()
        self._waiting[me] = (address, time.monotonic())
        try:
            yield
        finally:
            del self._waiting[me]

    def _start(self) -> None:
        # Here and not in __init__: a process that is forked after it has no threads.
        with self._lock:
            if self._thread is None and hasattr(socket, "TCP_INFO") and DESCRIPTORS.is_dir():
                self._thread = threading.Thread(target=self._run, daemon=True, name="slow-clients")
                self._thread.start()

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            self.look(time.monotonic())

    def look(self, now: float) -> int:
        """Close the connections that are too slow, and return how many.

        At most as many as threads wait, the oldest first: others from the same address may only be waiting their turn.
        """
        waiting = [address for address, since in list(self._waiting.values()) if now - since > LOOK_SECONDS]
        is_pressing = len(waiting) > self._slow_at_once
        patience = PATIENCE_UNDER_PRESSURE_SECONDS if is_pressing else PATIENCE_SECONDS
        links = {
            os.fstat(link.fileno()).st_ino: link for link in _connections_from(frozenset(waiting), self._port)
        }
        try:
            self._seen = {key: self._since(key, measure(link), now) for key, link in links.items()}
            slow = sorted((since, key) for key, (since, _) in self._seen.items() if now - since >= patience)
            for _since, key in slow[: len(waiting)]:
                with suppress(OSError):
                    links[key].shutdown(socket.SHUT_RDWR)
        finally:
            for link in links.values():
                link.close()
        return len(slow[: len(waiting)])

    def _since(self, key: int, traffic: Traffic, now: float) -> tuple[float, Traffic]:
        """Return since when a connection is slow, and what it had carried then."""
        since, before = self._seen.get(key, (now, traffic))
        return (since, before) if is_slow(before, traffic, seconds=now - since) else (now, traffic)


def is_slow(before: Traffic, after: Traffic, *, seconds: float) -> bool:
    """Return whether a connection has carried too little of a request in the time between two looks."""
    return (
        after.client_spoke_last
        and after.segments_out == before.segments_out
        and after.received - before.received <= MIN_BYTES_A_SECOND * seconds
    )


def measure(link: socket.socket) -> Traffic:
    info = link.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_SIZE)
    sent, received = (_field(info, "I", at) for at in (_LAST_DATA_SENT, _LAST_DATA_RECEIVED))
    return Traffic(
        received=_field(info, "Q", _BYTES_RECEIVED),
        segments_out=_field(info, "I", _DATA_SEGMENTS_OUT),
        client_spoke_last=received <= sent,
    )


def _field(info: bytes, kind: str, offset: int) -> int:
    return int(struct.unpack_from(f"={kind}", info, offset)[0])


def _connections_from(addresses: frozenset[str], port: int) -> Iterator[socket.socket]:
    """Yield a copy of each accepted connection of this process whose other end has one of the addresses."""
    for entry in DESCRIPTORS.iterdir() if addresses else ():
        with suppress(OSError):  # closed meanwhile
            # Sockets only: to close a copy of a database file would release SQLite's locks on it.
            if not str(entry.readlink()).startswith("socket:"):
                continue
            link = socket.socket(fileno=os.dup(int(entry.name)))
            if _is_accepted(link, addresses, port):
                yield link
            else:
                link.close()


def _is_accepted(link: socket.socket, addresses: frozenset[str], port: int) -> bool:
    try:
        is_tcp = link.family in (socket.AF_INET, socket.AF_INET6) and link.type == socket.SOCK_STREAM
        return is_tcp and link.getsockname()[1] == port and link.getpeername()[0] in addresses
    except OSError:
        return False
