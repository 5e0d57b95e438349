"""What becomes of a job whose task breaks or takes too long: it fails in words, if it is still that worker's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from django.utils import timezone

from factcheck.enums import JobState
from factcheck.exceptions import InvalidInput
from factcheck.exports.models import Export
from factcheck.jobs.models import current_attempt
from factcheck.kept import retold
from factcheck.tasks import exports
from factcheck.tasks.exports import make_export
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Export:
    return make.export(make.article(make.desk()))


@pytest.fixture
def working(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Lets the export take its job and then break in a given way."""

    def breaking_with(error: Exception) -> None:
        def run_export(job_id: int, *, redelivered: bool) -> None:
            Export.objects.all().take(job_id, redelivered=redelivered)
            raise error

        monkeypatch.setattr(exports, "run_export", run_export)

    return breaking_with


def run(job: Export) -> Export:
    make_export.apply((job.pk,))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (InvalidInput("The scale is upside down."), "The scale is upside down."),
        (ValueError("no such glyph"), "It broke unexpectedly: ValueError: no such glyph"),
        (SoftTimeLimitExceeded(), "It took longer than 216 seconds and was ended."),
    ],
)
def test_a_job_that_breaks_says_why(
    job: Export, working: Callable[[Exception], None], error: Exception, says: str
) -> None:
    working(error)
    assert (run(job).state, job.error) == (JobState.FAILED, says)
    assert retold(says) == says


def test_a_worker_that_breaks_after_another_took_over_changes_nothing(
    job: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_export(job_id: int, *, redelivered: bool) -> None:
        Export.objects.all().take(job_id, redelivered=redelivered)
        Export.objects.filter(pk=job_id).update(attempt=2)  # as another worker does
        raise ValueError("too late")

    monkeypatch.setattr(exports, "run_export", run_export)
    assert (run(job).state, job.attempt, job.error) == (JobState.RUNNING, 2, "")


def test_a_worker_that_did_not_get_the_job_does_not_fail_it(
    job: Export, working: Callable[[Exception], None]
) -> None:
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, started_at=timezone.now())
    working(ValueError("nothing to do"))
    assert (run(job).state, job.error) == (JobState.RUNNING, "")


def test_what_a_worker_is_on_is_the_job_that_it_took_last(job: Export) -> None:
    other = make.export(make.article(make.desk()))
    for each in (job, other):
        Export.objects.all().take(each.pk, redelivered=False)
    assert (current_attempt(Export, job.pk), current_attempt(Export, other.pk)) == (None, 1)
    Export.objects.all().take(job.pk, redelivered=False)  # somebody's already
    assert (current_attempt(Export, job.pk), current_attempt(Export, other.pk)) == (None, None)


@pytest.mark.parametrize(("seconds", "state"), [(241, JobState.FAILED), (9, JobState.RUNNING)])
def test_a_killed_job_fails_unless_another_worker_has_begun_it_since(
    job: Export, seconds: int, state: JobState
) -> None:
    began = timezone.now() - timedelta(seconds=seconds)
    Export.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, started_at=began)
    make_export.on_failure(TimeLimitExceeded(240), "id", (job.pk,), {}, None)
    job.refresh_from_db()
    assert job.state == state
    assert job.error == ("It took longer than 240 seconds and was ended." if job.is_finished else "")
