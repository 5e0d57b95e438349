"""A job's row: acquired by one worker at a time, finished once, failed after three attempts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.jobs.leases import LEASE
from factcheck.jobs.models import MAX_ATTEMPTS, STALLED_AFTER
from factcheck.stored_messages import free_text, message
from tests import factories as make

pytestmark = pytest.mark.django_db

S = JobState


@pytest.fixture
def job() -> Export:
    return make.export(make.article(make.desk()))


def put(job: Export, state: JobState, **fields: object) -> None:
    Export.objects.filter(pk=job.pk).update(state=state, **fields)


def acquire(job: Export, *, redelivered: bool = False) -> int | None:
    attempt = Export.objects.all().acquire(job.pk, redelivered=redelivered)
    job.refresh_from_db()
    return attempt


@pytest.mark.parametrize(
    ("state", "redelivered", "acquired"),
    [
        (S.QUEUED, False, True),
        (S.QUEUED, True, True),
        (S.RUNNING, False, False),
        (S.RUNNING, True, True),
        (S.FAILED, False, False),
        (S.FAILED, True, False),
    ],
)
def test_job_is_acquired_if_it_waits_or_its_message_was_redelivered(
    job: Export, state: JobState, redelivered: bool, acquired: bool
) -> None:
    put(job, state, attempt=1, heartbeat_at=timezone.now())
    assert acquire(job, redelivered=redelivered) == (2 if acquired else None)
    assert job.state == (S.RUNNING if acquired else state)


def test_finished_job_is_never_acquired() -> None:
    job = make.export(make.article(make.desk()), data=b"made")
    assert acquire(job, redelivered=True) is None
    assert (job.state, job.attempt) == (S.DONE, 1)


def test_acquiring_resets_progress_and_error(job: Export) -> None:
    put(job, S.RUNNING, attempt=1, progress=80, error=free_text("Old."), started_at=timezone.now())
    acquire(job, redelivered=True)
    assert (job.attempt, job.progress, job.error, job.finished_at) == (2, 0, None, None)
    assert job.started_at


def test_message_that_arrives_twice_is_acquired_once(job: Export) -> None:
    assert [acquire(job), acquire(job)] == [1, None]


def test_job_fails_with_a_message_after_three_attempts(job: Export) -> None:
    attempts = [acquire(job), *(acquire(job, redelivered=True) for _ in range(MAX_ATTEMPTS))]
    assert attempts == [1, 2, 3, None]
    assert job.state == S.FAILED
    assert job.error == message("job_abandoned", count=3)
    assert job.finished_at


AS_THE_OLD_WORKER: list[Callable[[Export, int], bool]] = [
    lambda job, attempt: Export.objects.all().finish(job.pk, attempt, file="old", sha256="old", size=1),
    lambda job, attempt: Export.objects.all().set_progress(job.pk, attempt, progress=99),
    lambda job, attempt: Export.objects.all().fail(job.pk, attempt, free_text("It broke.")),
]


@pytest.mark.parametrize("act", AS_THE_OLD_WORKER)
def test_replaced_attempt_changes_nothing(job: Export, act: Callable[[Export, int], bool]) -> None:
    old = acquire(job)
    acquire(job, redelivered=True)
    assert not act(job, old)
    job.refresh_from_db()
    assert (job.state, job.progress, job.file.name) == (S.RUNNING, 0, "")


def test_job_is_finished_once(job: Export) -> None:
    attempt = acquire(job)
    finish = {"file": "made", "sha256": "abc", "size": 4}
    assert Export.objects.all().finish(job.pk, attempt, **finish)
    assert not Export.objects.all().finish(job.pk, attempt, **finish)
    job.refresh_from_db()
    assert (job.state, job.progress, job.sha256) == (S.DONE, 100, "abc")
    assert job.is_finished


def test_failure_is_stored_for_a_running_job_only(job: Export) -> None:
    jobs = Export.objects.all()
    assert not jobs.fail(job.pk, 0, free_text("Too early."))
    attempt = acquire(job)
    assert attempt
    assert jobs.fail(job.pk, attempt, free_text("Out of memory."))
    job.refresh_from_db()
    assert (job.state, str(job.error), job.is_finished) == (S.FAILED, "Out of memory.", True)


def test_requeued_job_has_all_attempts(job: Export) -> None:
    jobs = Export.objects.all()
    assert not jobs.requeue(job.pk)
    put(job, S.FAILED, attempt=3, progress=50, error=free_text("Why."), finished_at=timezone.now())
    assert jobs.requeue(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.progress, job.error, job.finished_at) == (S.QUEUED, 0, 0, None, None)
    assert acquire(job) == 1


@pytest.mark.parametrize(
    ("state", "age", "stalled"),
    [
        (S.QUEUED, timedelta(0), False),
        (S.QUEUED, 2 * STALLED_AFTER, True),
        (S.QUEUED, timedelta(hours=-1), True),  # the clock was set back
        (S.RUNNING, timedelta(minutes=2), False),
        (S.FAILED, timedelta(days=1), False),
    ],
)
def test_job_is_stalled_if_it_waits_too_long(
    job: Export, state: JobState, age: timedelta, stalled: bool
) -> None:
    put(job, state, queued_at=timezone.now() - age)
    assert Export.objects.all().stalled(heavy=False).exists() is stalled


@pytest.mark.parametrize(
    ("age", "released"),
    [
        (LEASE / 2, False),
        (2 * LEASE, True),
        (-LEASE / 2, False),
        (timedelta(hours=-1), True),  # the clock was set back
    ],
)
def test_running_job_is_released_without_a_heartbeat(job: Export, age: timedelta, released: bool) -> None:
    put(job, S.RUNNING, attempt=1, progress=20, heartbeat_at=timezone.now() - age)
    assert Export.objects.all().release_unheld() == released
    job.refresh_from_db()
    assert job.state == (S.QUEUED if released else S.RUNNING)


def test_running_job_from_before_the_heartbeats_is_released(job: Export) -> None:
    put(job, S.RUNNING, attempt=1)
    assert Export.objects.all().release_unheld() == 1
    assert acquire(job) == 2


def test_job_that_stopped_three_workers_fails_when_it_is_released(job: Export) -> None:
    put(job, S.RUNNING, attempt=MAX_ATTEMPTS)
    assert Export.objects.all().release_unheld() == 0
    job.refresh_from_db()
    assert (job.state, job.error) == (S.FAILED, message("job_abandoned", count=MAX_ATTEMPTS))


def test_redelivered_message_does_not_take_the_job_of_another_task(job: Export) -> None:
    put(job, S.RUNNING, attempt=1, held_by="another", heartbeat_at=timezone.now())
    assert acquire(job, redelivered=True) is None


def test_job_is_acquired_by_one_of_two_concurrent_workers(job: Export) -> None:
    first, second = Export.objects.all(), Export.objects.all()
    assert first.acquire(job.pk, redelivered=True) == 1
    assert second.acquire(job.pk, redelivered=False) is None


def test_deleted_job_is_not_acquired(job: Export) -> None:
    gone = job.pk
    job.delete()
    assert Export.objects.all().acquire(gone, redelivered=True) is None
