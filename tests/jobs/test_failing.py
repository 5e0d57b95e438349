"""A job whose task breaks or takes too long fails with a message, if no other worker has acquired it since."""

import errno
from collections.abc import Callable

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from django.db import OperationalError
from django.db.models.functions import Now

from factcheck.enums import JobState
from factcheck.exceptions import InvalidInput
from factcheck.exports.models import Export
from factcheck.jobs import leases
from factcheck.stored_messages import message
from factcheck.tasks import exports
from factcheck.tasks.exports import make_export
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Export:
    return make.export(make.article(make.desk()))


@pytest.fixture
def raise_in_task(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Make the export acquire its job and then raise an error."""

    def set_error(error: Exception) -> None:
        def run_export(job_id: int, *, redelivered: bool) -> None:
            Export.objects.all().acquire(job_id, redelivered=redelivered)
            raise error

        monkeypatch.setattr(exports, "run_export", run_export)

    return set_error


def run(job: Export) -> Export:
    make_export.apply((job.pk,))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (InvalidInput("The scale is upside down."), "The scale is upside down."),
        (ValueError("no such glyph"), "Unexpected error: ValueError: no such glyph"),
        (SoftTimeLimitExceeded(), "The job was stopped after 216 seconds."),
    ],
)
def test_failed_job_stores_a_message(
    job: Export, raise_in_task: Callable[[Exception], None], error: Exception, text: str
) -> None:
    raise_in_task(error)
    assert (run(job).state, str(job.error)) == (JobState.FAILED, text)


def test_error_of_a_replaced_attempt_changes_nothing(job: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_export(job_id: int, *, redelivered: bool) -> None:
        Export.objects.all().acquire(job_id, redelivered=redelivered)
        Export.objects.filter(pk=job_id).update(attempt=2)  # as another worker does
        raise ValueError("too late")

    monkeypatch.setattr(exports, "run_export", run_export)
    assert (run(job).state, job.attempt, job.error) == (JobState.RUNNING, 2, None)


def test_worker_that_did_not_acquire_the_job_does_not_fail_it(
    job: Export, raise_in_task: Callable[[Exception], None]
) -> None:
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, heartbeat_at=Now())
    raise_in_task(ValueError("nothing to do"))
    assert (run(job).state, job.error) == (JobState.RUNNING, None)


def held(job: Export) -> int | None:
    lease = leases.get_current()
    return lease.attempt if (lease.model, lease.job_id) == (Export, job.pk) else None


def test_lease_is_that_of_the_job_acquired_last(job: Export) -> None:
    other = make.export(make.article(make.desk()))
    for each in (job, other):
        Export.objects.all().acquire(each.pk, redelivered=False)
    assert (held(job), held(other)) == (None, 1)
    Export.objects.all().acquire(job.pk, redelivered=False)  # another worker has it
    assert (held(job), held(other)) == (None, None)


@pytest.mark.parametrize(("task", "state"), [("killed", JobState.FAILED), ("another", JobState.RUNNING)])
def test_job_of_a_killed_process_fails_unless_another_task_has_it(
    job: Export, task: str, state: JobState
) -> None:
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, held_by=task)
    make_export.on_failure(TimeLimitExceeded(240), "killed", (job.pk,), {}, None)
    job.refresh_from_db()
    assert job.state == state
    assert job.error == (message("job_timed_out", seconds=240) if job.is_finished else None)


@pytest.mark.parametrize(("attempt", "state"), [(0, JobState.QUEUED), (2, JobState.FAILED)])
def test_job_that_met_a_busy_database_runs_again_until_its_last_attempt(
    job: Export, raise_in_task: Callable[[Exception], None], attempt: int, state: JobState
) -> None:
    Export.objects.filter(pk=job.pk).update(attempt=attempt)
    raise_in_task(OperationalError("database is locked"))
    assert run(job).state == state


def test_job_on_a_full_disk_fails_in_words(job: Export, raise_in_task: Callable[[Exception], None]) -> None:
    raise_in_task(OSError(errno.ENOSPC, "No space left on device"))
    assert (run(job).state, str(job.error)) == (
        JobState.FAILED,
        "The disk of the server was full. Start the job again when there is space.",
    )
