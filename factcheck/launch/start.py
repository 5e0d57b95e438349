"""`make run`: the broker, the tables and seeds, then web, worker and beat, until somebody stops it.

What to start and what to say; how programs are kept alive is the supervisor's matter.
"""

import contextlib
import http.client
import os
import signal
import sys
import time
from pathlib import Path

from factcheck.launch import broker, data_dir_lock, paths
from factcheck.launch.address import Address, from_environment
from factcheck.launch.exceptions import StartupError
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
    address = from_environment()
    data = paths.data_dir()
    data.mkdir(parents=True, exist_ok=True)
    held = data_dir_lock.acquire(data / "starter.lock", address.url)
    address.check_free()
    chosen = {"DATA_DIR": str(data), "HOST": address.host, "PORT": str(address.port)}
    supervisor = Supervisor(
        {**_DEFAULTS, **os.environ, **chosen},
        say,
        inherited=[held],
        parent=os.getppid() if with_parent else None,
    )
    for number in _STOPPED_BY:
        signal.signal(number, lambda *_: supervisor.stop_asked.set())
    try:
        _run(supervisor, data, address)
    finally:
        say("Stopping.")
        supervisor.stop()
        os.close(held)


def _run(supervisor: Supervisor, data: Path, address: Address) -> None:
    started = time.monotonic()
    say(f"Factcheck is starting on the data folder {data}.")
    if not os.environ.get("BROKER_URL"):
        _start_broker(supervisor, data)
    code = supervisor.finish(Program("preparation", _module("factcheck.launch.bootstrap")))
    if supervisor.stop_asked.is_set():
        return
    if code:
        raise StartupError("The database could not be prepared; what is written above says why.")
    for name in ("web", "worker"):
        supervisor.start(_server(name))
    if _await_ready(supervisor, address):
        # Nobody waits for the scheduler, so its start does not slow the others' down.
        supervisor.start(_server("beat"))
        say(f"Factcheck is ready at {address.url} after {time.monotonic() - started:.1f} s. Ctrl-C stops it.")
    while supervisor.tick():
        pass


def _start_broker(supervisor: Supervisor, data: Path) -> None:
    listens_at = paths.broker_socket(data)
    supervisor.start(Program("embedded broker", broker.command(data / "broker", listens_at), foundation=True))
    give_up = time.monotonic() + _BROKER_SECONDS
    while supervisor.tick() and not broker.answers(listens_at):
        if time.monotonic() > give_up:
            raise StartupError(
                f"The embedded broker does not answer. Its log: {data / 'broker' / 'valkey.log'}"
            )


def _await_ready(supervisor: Supervisor, address: Address) -> bool:
    """True once all is ready, false when a stop was asked for before."""
    remind_at = time.monotonic() + _READY_SECONDS
    while supervisor.tick():
        ready, answer = _ask_ready(address)
        if ready:
            return True
        if time.monotonic() > remind_at:
            say(f"Not ready yet, still waiting. {answer}")
            remind_at = time.monotonic() + _READY_SECONDS
    return False


def _ask_ready(address: Address) -> tuple[bool, str]:
    """Whether /readyz answered 200, and what it said."""
    connection = http.client.HTTPConnection(address.reachable, address.port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status == http.HTTPStatus.OK, response.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return False, f"The web process does not answer: {error}"
    finally:
        connection.close()


def _server(name: str) -> Program:
    return Program(f"{name} process", _module("factcheck.launch.processes", name))


def _module(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def say(sentence: str) -> None:
    """To the terminal; one that is gone must not keep us from stopping."""
    with contextlib.suppress(OSError):
        print(sentence, flush=True)
