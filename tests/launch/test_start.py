"""`make run` as a person meets it: the real thing, started, looked at, broken, stopped and killed."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from celery import Celery

from factcheck.launch import broker, paths
from tests import api_walkthrough
from tests.servers import ROOT, free_port, until

STARTER = (sys.executable, "-m", "factcheck.launch")
MAKE = ("make", "--old-file=.venv/run-time", f"BIN={Path(sys.executable).parent}", "run")


@dataclass
class Run:
    """A starter on a data folder: its process, its port, what it has said so far."""

    process: subprocess.Popen[bytes]
    data: Path
    port: int
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def ask(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def family(self, words: str = "") -> list[psutil.Process]:
        """Every process that was started on this data folder, however far down, still there or left behind."""
        return [process for process in psutil.process_iter() if self._is_ours(process, words)]

    def _is_ours(self, process: psutil.Process, words: str) -> bool:
        try:
            ours = process.environ().get("DATA_DIR") == str(self.data)
            return ours and process.status() != psutil.STATUS_ZOMBIE and words in " ".join(process.cmdline())
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            return False


@contextmanager
def started(data: Path, log: Path, command: tuple[str, ...] = STARTER, **env: str) -> Iterator[Run]:
    port = free_port()
    clean = {
        name: value for name, value in os.environ.items() if name not in ("FACTCHECK_TESTING", "DATABASE_URL")
    }
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**clean, "DATA_DIR": str(data), "PORT": str(port), **env},
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    run = Run(process, data, port, log)
    try:
        yield run
    finally:
        process.terminate()
        process.wait(30)
        until(lambda: not run.family(), what="nothing is left")


@contextmanager
def ready(data: Path, log: Path, command: tuple[str, ...] = STARTER) -> Iterator[Run]:
    with started(data, log, command) as run:
        until(
            lambda: "is ready at" in run.said or run.process.poll() is not None,
            seconds=60,
            what="it is ready",
        )
        assert run.process.poll() is None, run.said
        yield run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a path that is hard on sockets and addresses."""
    return tmp_path_factory.mktemp("starter") / "a long path, 100% mine + more" / "var"


@pytest.fixture(scope="module")
def first(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with ready(data, tmp_path_factory.mktemp("log") / "first") as run:
        yield run


def sign_ins(run: Run) -> list[str]:
    return re.findall(r"\S+@demo\.example +\S+", run.said)


@pytest.mark.servers
class TestTheFirstStart:
    def test_it_names_the_address_and_the_demo_sign_ins(self, first: Run) -> None:
        assert f"http://127.0.0.1:{first.port}/" in first.said
        names = {line.split("@")[0] for line in sign_ins(first)}
        assert names == {"admin", "editor", "reviewer-a", "reviewer-b", "checker", "viewer"}

    def test_readyz_reports_every_part_as_ready(self, first: Run) -> None:
        status, answer = first.ask("/readyz")
        assert (status, json.loads(answer)["ready"]) == (200, True), answer

    def test_the_sign_in_page_is_served_with_its_styles(self, first: Run) -> None:
        status, page = first.ask("/")
        assert (status, ".css" in page) == (200, True)

    def test_a_key_and_the_api_turn_an_article_into_claims_and_a_map(self, first: Run) -> None:
        issue = [sys.executable, "manage.py", "issue_key", "editor@demo.example"]
        env = {**os.environ, "DATA_DIR": str(first.data)}
        key = subprocess.run(
            issue, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        ).stdout.strip()
        claims, picture = api_walkthrough.run_walkthrough(api_walkthrough.HttpApiClient(first.port, key))
        assert [claim["quote"] in api_walkthrough.TEXT for claim in claims] == [True, True, True]
        assert picture.startswith(b"<svg")

    def test_files_are_written_only_to_the_data_folder_with_private_modes(self, first: Run) -> None:
        assert {file.name for file in first.data.parent.iterdir()} == {"var"}
        for private in ("secret-key", "broker", "starter.lock"):
            assert (first.data / private).stat().st_mode & 0o077 == 0

    def test_a_second_launcher_on_the_data_folder_is_refused(self, first: Run) -> None:
        env = {**os.environ, "DATA_DIR": str(first.data), "PORT": str(free_port())}
        second = subprocess.run(
            STARTER, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
        )
        assert second.returncode == 1
        assert "is already running on the data folder" in second.stderr
        assert f"http://127.0.0.1:{first.port}/ (process {first.process.pid})" in second.stderr

    def test_a_killed_worker_is_reported_and_restarted(self, first: Run) -> None:
        for process in first.family("celery --quiet --app factcheck worker"):
            process.kill()
        until(lambda: first.ask("/readyz")[0] == 503, what="the worker is missed")
        assert json.loads(first.ask("/readyz")[1])["checks"]["worker"] == "no worker answers"
        until(lambda: first.ask("/readyz")[0] == 200, what="the worker is back")
        assert "The worker-light process ended (signal 9). Starting it again." in first.said

    def test_a_killed_broker_is_restarted_and_the_worker_reconnects(self, first: Run) -> None:
        for process in first.family("valkey-server"):
            process.kill()
        until(lambda: "The embedded broker ended" in first.said, what="the death is noticed")
        control = Celery(broker=f"redis+socket://{paths.broker_socket(first.data)}").control
        until(lambda: broker.answers(paths.broker_socket(first.data)), what="the broker is back")
        until(lambda: control.ping(limit=1, timeout=1), seconds=60, what="the worker has found it")


@pytest.mark.servers
class TestTheEnd:
    """Each on the data of the first start, whose starter has ended by then; so each is a second start, too."""

    def test_ctrl_c_stops_everything_without_an_error(self, first: Run) -> None:
        before = len(
            first.said
        )  # the broker was killed by then, which the scheduler does not take in silence
        first.process.send_signal(signal.SIGINT)
        assert first.process.wait(30) == 0
        assert first.family() == []
        assert "Traceback" not in first.said[before:]

    def test_a_second_start_keeps_the_data_and_sigkill_leaves_no_orphan(
        self, data: Path, tmp_path: Path
    ) -> None:
        key = (data / "secret-key").read_text()
        with ready(data, tmp_path / "log") as run:
            assert "editor@demo.example" not in run.said or "password" not in run.said
            assert (data / "secret-key").read_text() == key
            assert len(run.family()) > 8
            run.process.kill()
            run.process.wait()
            until(lambda: not run.family(), what="nothing is left")

    def test_sigkill_of_make_run_leaves_no_orphan(self, data: Path, tmp_path: Path) -> None:
        with ready(data, tmp_path / "log", MAKE) as run:
            run.process.kill()
            run.process.wait()
            until(lambda: not run.family(), what="nothing is left")

    def test_a_closed_terminal_stops_everything_even_during_the_start(
        self, data: Path, tmp_path: Path
    ) -> None:
        with started(data, tmp_path / "log") as run:
            until(lambda: run.family("factcheck.launch.bootstrap"), what="it is preparing")
            run.process.send_signal(signal.SIGHUP)
            assert run.process.wait(30) == 0
            assert run.family() == []


def test_a_used_port_is_an_error_that_suggests_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path / "var", tmp_path / "log", PORT=str(port)) as run:
            assert run.process.wait(20) == 1
    assert f"Port {port} on 127.0.0.1 cannot be used: Address already in use" in run.said
    assert f"PORT={port + 1} make run" in run.said


def test_a_failed_bootstrap_stops_everything_with_the_reason(tmp_path: Path) -> None:
    with started(tmp_path / "var", tmp_path / "log", DATABASE_URL="postgres:///nothing?host=/nowhere") as run:
        assert run.process.wait(60) == 1
    assert "/nowhere" in run.said
    assert "The database could not be prepared" in run.said


def test_broker_url_disables_the_embedded_broker(tmp_path: Path) -> None:
    url = "redis://127.0.0.1:1/0"
    with started(tmp_path / "var", tmp_path / "log", BROKER_URL=url) as run:
        until(lambda: run.family("factcheck.launch.bootstrap"), what="it is preparing")
        assert not run.family("valkey-server")
