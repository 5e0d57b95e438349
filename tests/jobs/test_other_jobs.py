"""What a change of one job leaves alone, and the dates and limits of jobs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.enums import JobState
from factcheck.exports.models import Export
from factcheck.jobs.models import MAX_ATTEMPTS, STALLED_AFTER, JobQuerySet
from factcheck.stored_messages import free_text
from tests import factories as make

pytestmark = pytest.mark.django_db

S = JobState
LONG_AGO = timezone.now() - timedelta(days=1)
Change = Callable[[JobQuerySet[Export], int], object]

CHANGES: dict[str, tuple[JobState, int, Change]] = {
    "acquire": (S.QUEUED, 0, lambda jobs, pk: jobs.acquire(pk, redelivered=False)),
    "abandon": (S.QUEUED, MAX_ATTEMPTS, lambda jobs, pk: jobs.acquire(pk, redelivered=False) is None),
    "progress": (S.RUNNING, 1, lambda jobs, pk: jobs.set_progress(pk, 1, progress=50)),
    "finish": (S.RUNNING, 1, lambda jobs, pk: jobs.finish(pk, 1, file="made", sha256="abc", size=4)),
    "fail": (S.RUNNING, 1, lambda jobs, pk: jobs.fail(pk, 1, free_text("It broke."))),
    "kill": (S.RUNNING, 1, lambda jobs, pk: jobs.fail_killed(f"task of {pk}", free_text("Killed."))),
    "release": (S.RUNNING, 1, lambda jobs, pk: jobs.release(pk, 1)),
    "requeue": (S.FAILED, 1, lambda jobs, pk: jobs.requeue(pk)),
}


def export(state: JobState, attempt: int = 0) -> Export:
    job = make.export(make.article(make.desk()), data=b"made" if state == S.DONE else b"")
    Export.objects.filter(pk=job.pk).update(
        state=state, attempt=attempt, queued_at=LONG_AGO, started_at=LONG_AGO, held_by=f"task of {job.pk}"
    )
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_job_changes_no_other_job(name: str) -> None:
    state, attempt, change = CHANGES[name]
    job, other = export(state, attempt), export(state, attempt)
    before = Export.objects.filter(pk=other.pk).values().get()
    assert change(Export.objects.all(), job.pk)
    assert Export.objects.filter(pk=other.pk).values().get() == before
    assert Export.objects.filter(pk=job.pk).values().get() != before | {"id": job.pk}


@pytest.mark.parametrize(
    ("name", "state", "date"),
    [
        ("acquire", S.RUNNING, "started_at"),
        ("abandon", S.FAILED, "finished_at"),
        ("finish", S.DONE, "finished_at"),
        ("fail", S.FAILED, "finished_at"),
        ("kill", S.FAILED, "finished_at"),
        ("release", S.QUEUED, "queued_at"),
        ("requeue", S.QUEUED, "queued_at"),
    ],
)
def test_a_job_stores_when_its_state_changed(name: str, state: JobState, date: str) -> None:
    before, attempt, change = CHANGES[name]
    job = export(before, attempt)
    change(Export.objects.all(), job.pk)
    job.refresh_from_db()
    assert job.state == state
    assert timezone.now() - getattr(job, date) < timedelta(minutes=1)


@pytest.mark.parametrize(("attempt", "acquired"), [(MAX_ATTEMPTS - 1, MAX_ATTEMPTS), (MAX_ATTEMPTS, None)])
def test_the_third_attempt_is_the_last(attempt: int, acquired: int | None) -> None:
    job = export(S.QUEUED, attempt)
    assert Export.objects.all().acquire(job.pk, redelivered=False) == acquired


@pytest.mark.parametrize(("state", "requeued"), [(S.DONE, True), (S.FAILED, False), (S.RUNNING, False)])
def test_only_jobs_of_the_named_states_are_requeued(state: JobState, requeued: bool) -> None:
    job = export(state)
    assert Export.objects.all().requeue(job.pk, states=(S.DONE,)) is requeued
    job.refresh_from_db()
    assert job.state == (S.QUEUED if requeued else state)


@pytest.mark.parametrize("later", [timedelta(seconds=-2), timedelta(seconds=2)])
def test_a_job_is_stalled_after_the_limit(later: timedelta) -> None:
    job = export(S.QUEUED)
    Export.objects.filter(pk=job.pk).update(queued_at=timezone.now() - STALLED_AFTER - later)
    assert Export.objects.all().stalled(heavy=False).exists() is (later > timedelta(0))


def test_the_last_attempt_is_not_put_back(job_of_three: Export) -> None:
    assert not Export.objects.all().release(job_of_three.pk, MAX_ATTEMPTS)


@pytest.fixture
def job_of_three() -> Export:
    return export(S.RUNNING, MAX_ATTEMPTS)


@pytest.mark.parametrize("state", S)
def test_a_job_is_finished_once_it_is_done_or_failed(state: JobState) -> None:
    assert Export(state=state).is_finished is (state in (S.DONE, S.FAILED))
