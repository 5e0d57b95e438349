"""A job whose task breaks or takes too long fails with a message, if no other worker has acquired it since."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from django.utils import timezone

from factcheck.enums import JobState
from factcheck.exceptions import InvalidInput
from factcheck.exports.models import Export
from factcheck.jobs.models import current_attempt
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
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, started_at=timezone.now())
    raise_in_task(ValueError("nothing to do"))
    assert (run(job).state, job.error) == (JobState.RUNNING, None)


def test_current_attempt_is_that_of_the_job_acquired_last(job: Export) -> None:
    other = make.export(make.article(make.desk()))
    for each in (job, other):
        Export.objects.all().acquire(each.pk, redelivered=False)
    assert (current_attempt(Export, job.pk), current_attempt(Export, other.pk)) == (None, 1)
    Export.objects.all().acquire(job.pk, redelivered=False)  # another worker has it
    assert (current_attempt(Export, job.pk), current_attempt(Export, other.pk)) == (None, None)


@pytest.mark.parametrize(("seconds", "state"), [(241, JobState.FAILED), (9, JobState.RUNNING)])
def test_killed_job_fails_unless_it_was_started_again_since(
    job: Export, seconds: int, state: JobState
) -> None:
    started = timezone.now() - timedelta(seconds=seconds)
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, started_at=started)
    make_export.on_failure(TimeLimitExceeded(240), "id", (job.pk,), {}, None)
    job.refresh_from_db()
    assert job.state == state
    assert job.error == (message("job_timed_out", seconds=240) if job.is_finished else None)
