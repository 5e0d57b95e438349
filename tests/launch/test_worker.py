"""No task is lost with its worker: asked to stop, it gives the task back; killed, another takes it up."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psutil
import pytest
from celery import Celery

from factcheck.launch import paths, processes
from tests import servers
from tests.servers import until

WORKER = (*processes.command("worker"), "--include", "tests.launch.slow_tasks")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with servers.valkey(tmp_path / "broker", paths.broker_socket(tmp_path)) as address:
        yield address


def worker(url: str, folder: Path, **env: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    given = {**os.environ, **processes.ENVIRONMENT, "BROKER_URL": url, "WORKERS": "1", **env}
    return servers.running(WORKER, env=given, log=folder / "log")


def send(url: str, folder: Path) -> None:
    Celery(broker=url).send_task("tests.slow", (str(folder),), queue="factcheck")


def starts(folder: Path) -> int:
    path = folder / "starts"
    return len(path.read_text().splitlines()) if path.exists() else 0


@pytest.mark.servers
def test_a_stopping_worker_returns_its_task_to_the_queue(url: str, tmp_path: Path) -> None:
    with worker(url, tmp_path):
        send(url, tmp_path)
        until(lambda: starts(tmp_path) == 1, what="the task has started")
    (tmp_path / "go").touch()
    with worker(url, tmp_path):
        until((tmp_path / "done").exists, what="the task is done")
    assert starts(tmp_path) == 2


@pytest.mark.servers
def test_another_worker_runs_the_task_of_a_killed_one(url: str, tmp_path: Path) -> None:
    with worker(url, tmp_path, VISIBILITY_TIMEOUT="1") as first:
        send(url, tmp_path)
        until(lambda: starts(tmp_path) == 1, what="the task has started")
        for process in psutil.Process(first.pid).children(recursive=True):
            process.kill()
        first.wait()
    (tmp_path / "go").touch()
    with worker(url, tmp_path, VISIBILITY_TIMEOUT="1"):
        until((tmp_path / "done").exists, what="the task is done")
    assert starts(tmp_path) == 2
