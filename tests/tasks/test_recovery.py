"""Jobs of killed and suspended workers are taken up by others at once, and finished once."""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from factcheck.actions.exports import PROGRESS_REPORT_BUILT
from factcheck.audit.models import Event
from factcheck.celery import app
from factcheck.claims.models import SplitRun
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.launch import processes
from factcheck.tasks.exports import make_export
from factcheck.tasks.splitting import split_revision
from tests import factories as make
from tests import servers
from tests.tasks.conftest import RunWorker

# The promise for a machine that does nothing else. On a busy one everything takes longer.
DONE_SECONDS = 15.0
# The broker would send the message of a dead worker again after this time, which is longer than any test: what is
# finished here was taken up because its lease ended.
NEVER = {"VISIBILITY_TIMEOUT": "86400"}


def kill_worker(worker: psutil.Process) -> None:
    for process in (worker, *worker.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            process.kill()


def kill_pool_process(worker: psutil.Process) -> None:
    for child in worker.children():
        child.kill()


def send(task: object, job: Export | SplitRun, broker: str, queue: str) -> None:
    with app.connection_for_write(broker) as link:
        task.apply_async((job.pk,), queue=queue, connection=link)


def is_in(job: Export | SplitRun, state: JobState) -> bool:
    job.refresh_from_db()
    return job.state == state


def is_done(job: Export | SplitRun) -> bool:
    assert not is_in(job, JobState.FAILED), job.error
    return job.state == JobState.DONE


def until_done(job: Export | SplitRun, lost_at: float) -> None:
    """Wait until another worker has finished the job, and check how long after the loss of its worker that is."""
    servers.until(lambda: is_done(job), seconds=280, what="the job is done")
    seconds, busy = time.monotonic() - lost_at, max(1.0, os.getloadavg()[0] / processes.cores())
    print(f"{type(job).__name__}: done {seconds:.1f} s after the loss; processes per core: {busy:.1f}")
    assert seconds < DONE_SECONDS * busy
    assert job.attempt == 2


@pytest.mark.servers
@pytest.mark.parametrize("kill", [kill_worker, kill_pool_process])
def test_the_export_of_a_killed_worker_is_finished_once_by_another(
    slow_job: Export,
    own_broker: str,
    own_files: Path,
    run_worker: RunWorker,
    kill: Callable[[psutil.Process], None],
) -> None:
    def is_running() -> bool:
        slow_job.refresh_from_db()
        return (slow_job.state, slow_job.progress) == (JobState.RUNNING, PROGRESS_REPORT_BUILT)

    with run_worker(**NEVER) as first:
        send(make_export, slow_job, own_broker, "light.exports")
        servers.until(is_running, seconds=90, what="the export is running")
        kill(first)
        killed_at = time.monotonic()
        with run_worker(**NEVER):
            until_done(slow_job, killed_at)
    assert list((own_files / "files" / "exports").iterdir()) == [Path(slow_job.file.path)]
    with slow_job.file.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == slow_job.sha256


@pytest.mark.servers
def test_the_split_run_of_a_killed_worker_is_finished_once_by_another(
    transactional_db: None, own_broker: str, run_worker: RunWorker
) -> None:
    text = "\n\n".join(
        f"The council paid {n} euros for the bridge in 2019, the mayor said." for n in range(700)
    )
    article = make.article(make.desk(), text=text)
    run = make.split_run(article, splitter="parse")
    with run_worker(**NEVER) as first:
        send(split_revision, run, own_broker, "light.splitting")
        servers.until(lambda: is_in(run, JobState.RUNNING), seconds=90, what="the run is running")
        kill_worker(first)
        killed_at = time.monotonic()
        with run_worker(**NEVER):
            until_done(run, killed_at)
    assert article.claims.count() == article.claims.values("start", "end").distinct().count() > 600
    assert Event.objects.filter(action="article.split", target_id=article.pk).count() == 1


@pytest.mark.servers
def test_a_suspended_worker_loses_its_export_and_changes_nothing_when_it_continues(
    slow_job: Export, own_broker: str, own_files: Path, run_worker: RunWorker
) -> None:
    with run_worker(**NEVER) as first:
        send(make_export, slow_job, own_broker, "light.exports")
        servers.until(lambda: is_in(slow_job, JobState.RUNNING), seconds=90, what="the export is running")
        suspended = (first, *first.children())
        for process in suspended:
            process.suspend()
        lost_at = time.monotonic()
        with run_worker(**NEVER):
            until_done(slow_job, lost_at)
        for process in suspended:
            process.resume()
        # The first worker has one process, which makes the next export only after its attempt at the lost one.
        following = make.export(slow_job.article, "claims.json")
        send(make_export, following, own_broker, "light.exports")
        servers.until(lambda: is_done(following), seconds=180, what="the next export is done")
    slow_job.refresh_from_db()
    assert (slow_job.state, slow_job.attempt) == (JobState.DONE, 2)
    made = {Path(job.file.path) for job in (slow_job, following)}
    assert set((own_files / "files" / "exports").iterdir()) == made
