"""Jobs of killed workers are taken up by others at once and finished once, without the broker's visibility timeout."""

import hashlib
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
from factcheck.tasks.exports import make_export
from factcheck.tasks.splitting import split_revision
from tests import factories as make
from tests import servers
from tests.tasks.conftest import RunWorker

# Until another worker runs the job: its lease ends, and a worker that has started looks every two seconds. That is
# 10 seconds, and more on a busy machine; the broker would send the message again after 300.
TAKEN_UP_SECONDS = 60


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


def is_done(job: Export | SplitRun) -> bool:
    job.refresh_from_db()
    assert job.state != JobState.FAILED, job.error
    return job.state == JobState.DONE


def is_taken_up(job: Export | SplitRun) -> bool:
    job.refresh_from_db()
    return job.attempt == 2


def until_taken_up(job: Export | SplitRun, killed_at: float) -> None:
    started_at = time.monotonic()
    servers.until(lambda: is_taken_up(job), seconds=60, what="another worker has the job")
    seconds, waited = time.monotonic() - killed_at, time.monotonic() - started_at
    print(f"{type(job).__name__}: taken up {seconds:.1f} s after the kill, {waited:.1f} s after the start")
    assert waited < TAKEN_UP_SECONDS


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

    with run_worker() as first:
        send(make_export, slow_job, own_broker, "light.exports")
        servers.until(is_running, seconds=90, what="the export is running")
        kill(first)
        killed_at = time.monotonic()
        with run_worker():
            until_taken_up(slow_job, killed_at)
            servers.until(lambda: is_done(slow_job), seconds=180, what="the export is done")
    assert slow_job.attempt == 2
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
    with run_worker() as first:
        send(split_revision, run, own_broker, "light.splitting")
        servers.until(
            lambda: SplitRun.objects.get(pk=run.pk).state == JobState.RUNNING,
            seconds=60,
            what="it is running",
        )
        kill_worker(first)
        killed_at = time.monotonic()
        with run_worker():
            until_taken_up(run, killed_at)
            servers.until(lambda: is_done(run), seconds=180, what="the run is done")
    assert article.claims.count() == article.claims.values("start", "end").distinct().count() > 600
    assert Event.objects.filter(action="article.split", target_id=article.pk).count() == 1
