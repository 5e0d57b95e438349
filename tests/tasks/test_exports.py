"""Exports made by real workers over a real broker."""

import hashlib
import re
import time

import pytest
from celery import Celery

from factcheck.celery import app
from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.jobs.models import STALLED_AFTER
from factcheck.tasks.exports import enqueue_stalled, make_export
from tests import factories as make
from tests import servers
from tests.tasks.conftest import RunWorker


def load_state(job: Export) -> str:
    job.refresh_from_db()
    return job.state


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


@pytest.mark.servers
def test_an_export_over_the_time_limit_fails_and_is_not_run_again(
    slow_job: Export, own_broker: str, run_worker: RunWorker
) -> None:
    with run_worker(TASK_TIME_LIMIT="2", VISIBILITY_TIMEOUT="3"):
        with app.connection_for_write(own_broker) as link:  # a message carries the limits of its sender
            make_export.apply_async(
                (slow_job.pk,), queue="light.exports", connection=link, time_limit=2, soft_time_limit=1
            )
        servers.until(
            lambda: load_state(slow_job) == JobState.FAILED, seconds=120, what="the export has failed"
        )
        time.sleep(12)  # longer than the visibility timeout and the lease
    slow_job.refresh_from_db()
    assert slow_job.attempt == 1
    assert re.fullmatch(r"The job was stopped after [12] seconds\.", str(slow_job.error))
