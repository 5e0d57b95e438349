"""Exports made by real workers over a real broker: also when a worker is killed in the middle of one."""

import hashlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection

from factcheck.actions.exports import PROGRESS_REPORT_BUILT
from factcheck.celery import app
from factcheck.claims.models import Claim
from factcheck.enums import ClaimState, JobState
from factcheck.exports.models import Export
from factcheck.launch import processes
from factcheck.tasks.exports import make_export
from tests import factories as make
from tests import servers

CLAIMS = 700
SENTENCE = "The bridge is old. "


def state_of(job: Export) -> str:
    job.refresh_from_db()
    return job.state


def is_in_the_middle(job: Export) -> bool:
    job.refresh_from_db()
    return (job.state, job.progress) == (JobState.RUNNING, PROGRESS_REPORT_BUILT)


def is_done(job: Export) -> bool:
    assert state_of(job) != JobState.FAILED, job.error
    return job.state == JobState.DONE


@pytest.mark.servers
def test_an_export_is_made_by_the_worker(worker: Celery) -> None:
    job = make.export(make.article(make.desk()))
    make_export.send(job.pk)
    servers.until(lambda: is_done(job), what="the export is done")
    with job.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == job.sha256


@pytest.fixture
def lasting_job(transactional_db: None) -> Export:
    """An export that takes seconds, because its article is very long."""
    article = make.article(make.desk(), text=SENTENCE * CLAIMS)
    revision = article.revisions.get()
    spans = [(at * len(SENTENCE), at * len(SENTENCE) + len(SENTENCE) - 1) for at in range(CLAIMS)]
    Claim.objects.bulk_create(
        Claim(
            desk_id=article.desk_id,
            article=article,
            revision=revision,
            number=number,
            start=start,
            end=end,
            quote=revision.text[start:end],
            text=revision.text[start:end],
            state=ClaimState.OPEN,
        )
        for number, (start, end) in enumerate(spans, 1)
    )
    return make.export(article, "report.pdf")


@pytest.fixture
def own_broker(own_files: Path) -> Iterator[str]:
    """A broker that no other test's worker listens to."""
    with servers.valkey(own_files / "broker", own_files / "s") as url:
        yield url


@contextmanager
def a_worker(broker: str, files: Path, **more: str) -> Iterator[int]:
    """A worker that gives a killed one's work back after eight seconds; gives its process id."""
    env = {
        **os.environ,
        "DATA_DIR": str(files),
        "DATABASE_URL": servers.database_url(connection.settings_dict),
        "BROKER_URL": broker,
        "VISIBILITY_TIMEOUT": "8",
        "WORKERS": "1",
        **more,
    }
    with servers.running(processes.command("worker"), env=env) as guard:
        servers.until(lambda: _children(guard.pid), what="the worker has begun")
        yield _children(guard.pid)[0]


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in found.stdout.split()]


def kill_worker(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


def kill_pool_process(pid: int) -> None:
    for child in _children(pid):
        os.kill(child, signal.SIGKILL)


@pytest.mark.servers
@pytest.mark.parametrize("kill", [kill_worker, kill_pool_process])
def test_a_killed_workers_export_is_finished_by_another_once(
    lasting_job: Export, own_broker: str, own_files: Path, kill: Callable[[int], None]
) -> None:
    with a_worker(own_broker, own_files) as first:
        with app.connection_for_write(own_broker) as link:
            make_export.apply_async((lasting_job.pk,), connection=link)
        servers.until(lambda: is_in_the_middle(lasting_job), what="the export is in the middle")
        kill(first)
        with a_worker(own_broker, own_files):
            servers.until(lambda: is_done(lasting_job), seconds=90, what="the export is done")

    assert lasting_job.attempt == 2
    assert list((own_files / "files" / "exports").iterdir()) == [Path(lasting_job.file.path)]
    with lasting_job.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == lasting_job.sha256


@pytest.mark.servers
def test_an_export_that_takes_too_long_fails_saying_so_and_is_not_begun_again(
    lasting_job: Export, own_broker: str, own_files: Path
) -> None:
    with a_worker(own_broker, own_files, TASK_TIME_LIMIT="2", VISIBILITY_TIMEOUT="3"):
        with app.connection_for_write(own_broker) as link:  # a message carries the limits of who sends it
            make_export.apply_async((lasting_job.pk,), connection=link, time_limit=2, soft_time_limit=1)
        servers.until(lambda: state_of(lasting_job) == JobState.FAILED, what="the export has failed")
        time.sleep(5)  # by now its message would have come again
    lasting_job.refresh_from_db()
    assert lasting_job.attempt == 1
    assert re.fullmatch("It took longer than [12] seconds and was ended.", lasting_job.error)
