"""`make run`: start the broker, prepare the database, then run web, workers and beat until stopped.

This module decides what to start and what to print. Restarting and stopping programs is the supervisor's job.
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
    # The bootstrap step has run Django's checks for all processes.
    "CELERY_SKIP_CHECKS": "1",
    # Celery's warning is meant for servers, not for a trial run as root.
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
}
_STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_BROKER_SECONDS = 60.0
_READY_SECONDS = 30.0


def run(*, with_parent: bool) -> None:
    """Run everything until a signal arrives; raise StartupError with the reason if it cannot run.

    `with_parent` also stops when the parent process is gone, so that a killed `make` leaves nothing running.
    """
    address = from_environment()
    data = paths.data_dir()
    paths.prepare_data_dir(data)
    lock = data_dir_lock.acquire(data / "starter.lock", address.url)
    address.check_free()
    overrides = {"DATA_DIR": str(data), "HOST": address.host, "PORT": str(address.port)}
    supervisor = Supervisor(
        {**_DEFAULTS, **os.environ, **overrides},
        say,
        inherited=[lock],
        parent=os.getppid() if with_parent else None,
    )
    for number in _STOPPED_BY:
        signal.signal(number, lambda *_: supervisor.stop_requested.set())
    try:
        _run(supervisor, data, address)
    finally:
        say("Stopping.")
        supervisor.stop()
        os.close(lock)


def _run(supervisor: Supervisor, data: Path, address: Address) -> None:
    started = time.monotonic()
    say(f"Factcheck is starting on the data folder {data}.")
    if not os.environ.get("BROKER_URL"):
        _start_broker(supervisor, data)
    code = supervisor.finish(Program("preparation", _module("factcheck.launch.bootstrap")))
    if supervisor.stop_requested.is_set():
        return
    if code:
        raise StartupError("The database could not be prepared. The reason is printed above.")
    for name in ("web", "worker-light", "worker-heavy"):
        supervisor.start(_server(name))
    if _await_ready(supervisor, address):
        supervisor.patient = True
        # The scheduler is started last: nothing waits for it, and its start would slow the others down.
        supervisor.start(_server("beat"))
        say(f"Factcheck is ready at {address.url} after {time.monotonic() - started:.1f} s. Ctrl-C stops it.")
    while supervisor.tick():
        pass


def _start_broker(supervisor: Supervisor, data: Path) -> None:
    socket = paths.broker_socket(data)
    supervisor.start(Program("embedded broker", broker.command(data / "broker", socket), foundation=True))
    deadline = time.monotonic() + _BROKER_SECONDS
    while supervisor.tick() and not broker.answers(socket):
        if time.monotonic() > deadline:
            raise StartupError(
                f"The embedded broker does not answer. Its log: {data / 'broker' / 'valkey.log'}"
            )


def _await_ready(supervisor: Supervisor, address: Address) -> bool:
    """Return True once /readyz succeeds, False if a stop was requested first."""
    remind_at = time.monotonic() + _READY_SECONDS
    while supervisor.tick():
        ready, message = _ask_ready(address)
        if ready:
            return True
        if time.monotonic() > remind_at:
            say(f"Not ready yet, still waiting. {message}")
            remind_at = time.monotonic() + _READY_SECONDS
    return False


def _ask_ready(address: Address) -> tuple[bool, str]:
    """Return whether /readyz answered 200, and the body of its response."""
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


def _module(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *arguments)


def say(sentence: str) -> None:
    """Print to the terminal; a closed terminal must not prevent an orderly stop."""
    with contextlib.suppress(OSError):
        print(sentence, flush=True)
