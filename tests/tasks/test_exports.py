"""Exports made by real workers over a real broker, also when a worker is killed during one."""

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
from factcheck.jobs.models import STALLED_AFTER
from factcheck.launch import processes
from factcheck.tasks.exports import enqueue_stalled, make_export
from tests import factories as make
from tests import servers

CLAIMS = 700
SENTENCE = "The bridge is old. "


def load_state(job: Export) -> str:
    job.refresh_from_db()
    return job.state


def is_running(job: Export) -> bool:
    job.refresh_from_db()
    return (job.state, job.progress) == (JobState.RUNNING, PROGRESS_REPORT_BUILT)


def is_done(job: Export) -> bool:
    assert load_state(job) != JobState.FAILED, job.error
    return job.state == JobState.DONE


def test_a_stalled_export_is_sent_again(db: None, eager: None) -> None:
    job = make.export(make.article(make.desk()))
    Export.objects.filter(pk=job.pk).update(queued_at=job.queued_at - 2 * STALLED_AFTER)
    enqueue_stalled.delay()
    job.refresh_from_db()
    assert job.state == JobState.DONE


@pytest.mark.servers
def test_an_export_is_made_by_the_worker(worker: Celery) -> None:
    job = make.export(make.article(make.desk()))
    make_export.send(job.pk)
    servers.until(lambda: is_done(job), what="the export is done")
    with job.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == job.sha256


@pytest.fixture
def slow_job(transactional_db: None) -> Export:
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
    """A broker of this test, to which no other worker is connected."""
    with servers.valkey(own_files / "broker", own_files / "s") as url:
        yield url


@contextmanager
def run_worker(broker: str, files: Path, **more: str) -> Iterator[int]:
    """Start a worker on the broker; yield its process id. Messages of a killed worker return after 60 seconds."""
    env = {
        **os.environ,
        "DATA_DIR": str(files),
        "DATABASE_URL": servers.database_url(connection.settings_dict),
        "BROKER_URL": broker,
        "VISIBILITY_TIMEOUT": "60",
        "WORKERS": "1",
        **more,
    }
    with servers.running(processes.command("worker"), env=env) as guard:
        servers.until(lambda: _children(guard.pid), what="the worker has started")
        yield _children(guard.pid)[0]


def _children(pid: int) -> list[int]:
    result = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in result.stdout.split()]


def kill_worker(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


def kill_pool_process(pid: int) -> None:
    for child in _children(pid):
        os.kill(child, signal.SIGKILL)


# A killed worker returns no message, so the broker must do it soon. The worker of a killed process returns the message
# itself; a short timeout would send it to the other worker too, if making the file takes longer than that.
@pytest.mark.servers
@pytest.mark.parametrize(("kill", "timeout"), [(kill_worker, "8"), (kill_pool_process, "60")])
def test_the_export_of_a_killed_worker_is_finished_once_by_another(
    slow_job: Export, own_broker: str, own_files: Path, kill: Callable[[int], None], timeout: str
) -> None:
    with run_worker(own_broker, own_files, VISIBILITY_TIMEOUT=timeout) as first:
        with app.connection_for_write(own_broker) as link:
            make_export.apply_async((slow_job.pk,), connection=link)
        servers.until(lambda: is_running(slow_job), seconds=90, what="the export is running")
        kill(first)
        with run_worker(own_broker, own_files, VISIBILITY_TIMEOUT=timeout):
            servers.until(lambda: is_done(slow_job), seconds=180, what="the export is done")

    assert slow_job.attempt == 2
    assert list((own_files / "files" / "exports").iterdir()) == [Path(slow_job.file.path)]
    with slow_job.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == slow_job.sha256


@pytest.mark.servers
def test_an_export_over_the_time_limit_fails_and_is_not_run_again(
    slow_job: Export, own_broker: str, own_files: Path
) -> None:
    with run_worker(own_broker, own_files, TASK_TIME_LIMIT="2", VISIBILITY_TIMEOUT="3"):
        with app.connection_for_write(own_broker) as link:  # a message carries the limits of its sender
            make_export.apply_async((slow_job.pk,), connection=link, time_limit=2, soft_time_limit=1)
        servers.until(lambda: load_state(slow_job) == JobState.FAILED, what="the export has failed")
        time.sleep(5)  # longer than the visibility timeout, after which its message would be delivered again
    slow_job.refresh_from_db()
    assert slow_job.attempt == 1
    assert re.fullmatch(r"The job was stopped after [12] seconds\.", str(slow_job.error))
