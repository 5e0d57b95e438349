"""The row behind a piece of background work; `Splitting` and `Export` are such rows.

`attempt` is a fencing token: only the worker that took the job last may finish it, so a worker that was thought
dead and comes back changes nothing.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from factcheck import kept
from factcheck.desks.querysets import DeskScopedQuerySet, Row
from factcheck.enums import JobState

MAX_ATTEMPTS = 3
STALLED_AFTER = timedelta(minutes=1)
# By then the time limit has ended the task, and a killed worker's message has come again.
OVERDUE_AFTER = timedelta(seconds=settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] + 60)
# The job that this worker took last, by its model and id, and the attempt that it is on.
_acquired_job: ContextVar[tuple[type[models.Model], int, int] | None] = ContextVar(
    "job_of_mine", default=None
)


def current_attempt(model: type[models.Model], job_id: int) -> int | None:
    """The attempt of a job that this worker is on; None if it did not take it, or has taken another since."""
    mine = _acquired_job.get()
    return mine[2] if mine and mine[:2] == (model, job_id) else None


class JobQuerySet(DeskScopedQuerySet[Row]):
    def forgotten(self) -> "JobQuerySet[Row]":
        """Jobs that wait longer than a message takes, or run longer than any may: nobody will come back to them."""
        waiting = Q(state=JobState.QUEUED, queued_at__lt=timezone.now() - STALLED_AFTER)
        return self.filter(waiting | _overdue())

    def take(self, job_id: int, *, redelivered: bool) -> int | None:
        """Take a waiting job, or one whose worker died (its message came again, or never will); the attempt, or None.

        None means that there is nothing to do: it is done, or another worker is on it, or it killed three workers.
        """
        _acquired_job.set(None)
        left = Q(state=JobState.RUNNING) if redelivered else _overdue()
        row = self.filter(Q(state=JobState.QUEUED) | left, pk=job_id)
        now = timezone.now()
        if row.filter(attempt__gte=MAX_ATTEMPTS).update(
            state=JobState.FAILED,
            error=kept.GIVEN_UP % {"many": MAX_ATTEMPTS},
            finished_at=now,
        ):
            return None
        if not row.update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            started_at=now,
            progress=0,
            error="",
            finished_at=None,
        ):
            return None
        attempt = self.values_list("attempt", flat=True).get(pk=job_id)
        _acquired_job.set((self.model, job_id, attempt))
        return attempt

    def report(self, job_id: int, attempt: int, *, progress: int) -> bool:
        """Say how far the attempt is, in percent; False if it is no longer this worker's."""
        mine = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(mine.update(progress=progress))

    def finish(self, job_id: int, attempt: int, **fields: Any) -> bool:
        """Finish the attempt with what it made; False if it is no longer this worker's to finish."""
        mine = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(mine.update(state=JobState.DONE, progress=100, finished_at=timezone.now(), **fields))

    def fail(self, job_id: int, attempt: int, error: str) -> bool:
        """Mark the attempt as failed, with a reason that people can read; False if it is no longer this worker's."""
        return self._fail(job_id, error, attempt=attempt)

    def end(self, job_id: int, *, seconds: float, error: str) -> bool:
        """Mark a job as failed whose worker was killed after so many seconds; not one that was begun again since."""
        return self._fail(job_id, error, started_at__lte=timezone.now() - timedelta(seconds=seconds))

    def _fail(self, job_id: int, error: str, **mine: Any) -> bool:
        running = self.filter(pk=job_id, state=JobState.RUNNING, **mine)
        return bool(running.update(state=JobState.FAILED, error=error[:2000], finished_at=timezone.now()))

    def requeue(self, job_id: int, *, states: Iterable[JobState] = (JobState.FAILED,)) -> bool:
        """Put a job that ended (failed, by default) back in the queue with all its attempts; False if it had not."""
        failed = self.filter(pk=job_id, state__in=states)
        return bool(
            failed.update(
                state=JobState.QUEUED,
                attempt=0,
                progress=0,
                error="",
                queued_at=timezone.now(),
                finished_at=None,
            )
        )


def _overdue() -> Q:
    return Q(state=JobState.RUNNING, started_at__lt=timezone.now() - OVERDUE_AFTER)


class Job(models.Model):
    """What every job says of itself. `progress` is 0 to 100."""

    state = models.CharField(max_length=10, choices=[(s, s) for s in JobState], default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="%(class)s_progress_percent"),
            models.CheckConstraint(condition=Q(state__in=list(JobState)), name="%(class)s_state_known"),
        ]
        indexes = [models.Index(fields=["state", "queued_at"], name="%(class)s_by_state")]

    @property
    def is_finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
