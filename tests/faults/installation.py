"""A whole installation, as `make run` starts it, whose parts can be killed, filled and cut off."""

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from factcheck.launch import paths
from tests.servers import ROOT, free_port, until

# Words of the command of each part.
PARTS = {
    "web": "factcheck.wsgi:application",
    "light worker": "--hostname light",
    "heavy worker": "--hostname heavy",
    "scheduler": "factcheck beat",
    "broker": "valkey-server",
}
# The launcher gives up on a program that ends five times within 30 seconds of its starts. That is no fault to test.
_REST_SECONDS = 31.0
_READY_SECONDS = 240.0


@dataclass
class Installation:
    data: Path
    port: int
    database_url: str
    env: Mapping[str, str]
    log: Path
    killed: dict[str, list[float]] = field(default_factory=dict)

    def run_command(self, name: str) -> Any:
        """Run a command of `tests.faults.database` on this installation's database; return what it printed."""
        command = [sys.executable, "-W", "ignore", "-m", "tests.faults.database", name]
        result = subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False, timeout=120
        )
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout.splitlines()[-1])

    def is_ready(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).status == 200
            )
        return False

    def find(self, part: str) -> list[psutil.Process]:
        return [process for process in psutil.process_iter() if self._is_ours(process, PARTS[part])]

    def _is_ours(self, process: psutil.Process, words: str) -> bool:
        try:
            command = " ".join(process.cmdline())
            ours = words in command and "child_guard" not in command
            return ours and process.environ().get("DATA_DIR") == str(self.data)
        except psutil.Error:
            return False

    def may_kill(self, part: str) -> bool:
        """Return whether the launcher starts the part again after one more kill."""
        times = self.killed.get(part, [])
        return len(times) < 3 or time.monotonic() - times[-1] > _REST_SECONDS

    def kill(self, part: str) -> int:
        self.killed.setdefault(part, []).append(time.monotonic())
        processes = self.find(part)
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()
        return len(processes)

    def kill_pool_process(self, chance: random.Random) -> int:
        """Kill one process of a worker, which its main process replaces."""
        children = [
            p for p in self.find("light worker") if "child_guard" not in " ".join(p.parent().cmdline())
        ]
        if children:
            with contextlib.suppress(psutil.Error):
                chance.choice(children).kill()
        return len(children)

    def tell_broker(self, *commands: str) -> str:
        with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
            client.settimeout(2)
            client.connect(str(paths.broker_socket(self.data)))
            client.sendall("".join(f"{command}\r\n" for command in commands).encode())
            return client.recv(200).decode(errors="replace")
        return ""

    @contextmanager
    def full_broker(self) -> Iterator[None]:
        self.tell_broker("CONFIG SET maxmemory 1")
        try:
            yield
        finally:
            self.tell_broker("CONFIG SET maxmemory 0")

    def drop_connections(self) -> None:
        """Cut the connections of all parts to the broker, and to PostgreSQL where it is used."""
        self.tell_broker("CLIENT KILL TYPE normal SKIPME yes")
        if self.database_url.startswith("postgres"):
            with psycopg.connect(self.database_url, autocommit=True) as link:
                link.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Fill the file system of the data folder; only for one that is the installation's own."""
        ballast = self.data / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(65536))
        try:
            yield
        finally:
            ballast.unlink()


def migrate(data: Path) -> None:
    """Create a data folder with a SQLite database, as the first start of an installation does."""
    data.mkdir(mode=0o700)
    command = [sys.executable, "-W", "ignore", "-m", "factcheck.launch.bootstrap"]
    subprocess.run(command, cwd=ROOT, env=_environment(data), stdout=subprocess.DEVNULL, check=True)


def _environment(data: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("FACTCHECK_TESTING", "DATABASE_URL")
    }
    return {**kept, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}


@contextmanager
def installed(data: Path, log: Path, database_url: str = "") -> Iterator[Installation]:
    """Start everything on a data folder; yield it when it is ready."""
    port = free_port()
    env = {**_environment(data), "PORT": str(port)}
    if database_url:
        env["DATABASE_URL"] = database_url
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "factcheck.launch"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )
    installation = Installation(data, port, database_url, env, log)
    try:
        until(_ready_or_ended(installation, process), seconds=_READY_SECONDS, what="it is ready")
        assert process.poll() is None, log.read_text()
        yield installation
        assert process.poll() is None, log.read_text()[-3000:]
    finally:
        process.terminate()
        process.wait(60)


def _ready_or_ended(installation: Installation, process: subprocess.Popen[bytes]) -> Callable[[], bool]:
    return lambda: process.poll() is not None or installation.is_ready()
