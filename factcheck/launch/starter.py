"""`make run`: the broker, the tables and seeds, then web, worker and beat, until somebody stops it.

What to start and what to say; how programs are kept alive is the supervisor's matter.
"""

import contextlib
import http.client
import os
import signal
import socket
import sys
import time
from pathlib import Path

from factcheck.launch import broker, lock, places
from factcheck.launch.refusal import CannotRun
from factcheck.launch.supervisor import Program, Supervisor

_DEFAULTS = {
    "PYTHONUNBUFFERED": "1",
    # The preparation has run Django's checks for all of them.
    "CELERY_SKIP_CHECKS": "1",
    # Celery's advice for servers; who tries Factcheck out as root knows that already.
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
}
_STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_BROKER_SECONDS = 60.0
_READY_SECONDS = 30.0


def run(*, with_parent: bool) -> None:
    """Runs everything until a signal stops it; raises `CannotRun` with the reason when that is impossible.

    `with_parent` also stops it when the process that started it is gone, as `make` should not leave it behind.
    """
    host, port = os.environ.get("HOST") or "127.0.0.1", _port()
    address = f"http://{_reachable(host)}:{port}/"
    data = places.data_dir()
    data.mkdir(parents=True, exist_ok=True)
    held = lock.take(data / "starter.lock", address)
    _check_free(host, port)
    chosen = {"DATA_DIR": str(data), "HOST": host, "PORT": str(port)}
    supervisor = Supervisor(
        {**_DEFAULTS, **os.environ, **chosen},
        say,
        inherited=[held],
        parent=os.getppid() if with_parent else None,
    )
    for number in _STOPPED_BY:
        signal.signal(number, lambda *_: supervisor.stop_asked.set())
    try:
        _run(supervisor, data, address, (_reachable(host), port))
    finally:
        say("Stopping.")
        supervisor.stop()
        os.close(held)


def _run(supervisor: Supervisor, data: Path, address: str, web: tuple[str, int]) -> None:
    started = time.monotonic()
    say(f"Factcheck is starting on the data folder {data}.")
    if not os.environ.get("BROKER_URL"):
        _start_broker(supervisor, data)
    code = supervisor.finish(Program("preparation", _module("factcheck.launch.prepare")))
    if code and not supervisor.stop_asked.is_set():
        raise CannotRun("The database could not be prepared; what is written above says why.")
    for name in ("web", "worker", "beat"):
        supervisor.start(Program(f"{name} process", _module("factcheck.launch.serve", name)))
    _await_ready(supervisor, web)
    if not supervisor.stop_asked.is_set():
        say(f"Factcheck is ready at {address} after {time.monotonic() - started:.1f} s. Ctrl-C stops it.")
    while supervisor.tick():
        pass


def _start_broker(supervisor: Supervisor, data: Path) -> None:
    address = places.broker_socket(data)
    supervisor.start(Program("embedded broker", broker.command(data / "broker", address), foundation=True))
    give_up = time.monotonic() + _BROKER_SECONDS
    while supervisor.tick() and not broker.answers(address):
        if time.monotonic() > give_up:
            raise CannotRun(f"The embedded broker does not answer. Its log: {data / 'broker' / 'valkey.log'}")


def _await_ready(supervisor: Supervisor, web: tuple[str, int]) -> None:
    remind_at = time.monotonic() + _READY_SECONDS
    while supervisor.tick():
        ready, answer = _ask_ready(web)
        if ready:
            return
        if time.monotonic() > remind_at:
            say(f"Not ready yet, still waiting. {answer}")
            remind_at = time.monotonic() + _READY_SECONDS


def _ask_ready(web: tuple[str, int]) -> tuple[bool, str]:
    """Whether /readyz answered 200, and what it said."""
    connection = http.client.HTTPConnection(*web, timeout=5)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status == http.HTTPStatus.OK, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return False, f"The web process does not answer: {error}"
    finally:
        connection.close()


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if given.isascii() and given.isdigit() and 0 < int(given) < 65536:
        return int(given)
    raise CannotRun(f"PORT={given} is no port. It should be a number from 1 to 65535, for example PORT=8001")


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotRun(
                f"Port {port} on {host} cannot be used: {os.strerror(error.errno or 0)}. "
                f"Stop what uses it, or choose another: PORT={port + 1} make run"
            ) from error


def _reachable(host: str) -> str:
    """The host as it stands in an address that this machine can open."""
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{named}]" if ":" in named else named


def _module(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def say(sentence: str) -> None:
    """To the terminal; one that is gone must not keep us from stopping."""
    with contextlib.suppress(OSError):
        print(sentence, flush=True)
