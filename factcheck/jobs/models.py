"""The row behind a piece of background work; `SplitRun` and `Export` are such rows.

`attempt` is a fencing token: only the worker that acquired the job last may finish it. So a worker that was taken for
dead and continues (a paused machine, a long garbage collection) changes nothing.

All changes of state are conditional UPDATEs whose row count is checked, so no lock is held while a job runs.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from factcheck.desks.querysets import DeskScopedQuerySet, Row
from factcheck.enums import JobState
from factcheck.model_fields import StoredMessageField
from factcheck.stored_messages import StoredMessage, message

MAX_ATTEMPTS = 3
STALLED_AFTER = timedelta(minutes=1)
# By then the time limit has ended the task, and the broker has sent the message of a killed worker again.
OVERDUE_AFTER = timedelta(seconds=settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] + 60)
# The job that this worker acquired last, by its model and id, and the attempt. A failure handler reads it: Celery
# passes the handler the id of the job, but not the attempt.
_acquired_job: ContextVar[tuple[type[models.Model], int, int] | None] = ContextVar(
    "job_of_mine", default=None
)


def current_attempt(model: type[models.Model], job_id: int) -> int | None:
    """Return this worker's attempt of a job; None if it did not acquire the job, or has acquired another since."""
    acquired = _acquired_job.get()
    return acquired[2] if acquired and acquired[:2] == (model, job_id) else None


class JobQuerySet(DeskScopedQuerySet[Row]):
    def stalled(self) -> "JobQuerySet[Row]":
        """Return the jobs that no message will start any more: they wait, or run, longer than any job can."""
        waiting = Q(state=JobState.QUEUED, queued_at__lt=timezone.now() - STALLED_AFTER)
        return self.filter(waiting | _overdue())

    def acquire(self, job_id: int, *, redelivered: bool) -> int | None:
        """Acquire a job that waits or whose worker died, and return the attempt.

        Returns None if there is nothing to do: the job is done, another worker has it, or it has used all attempts.
        A redelivered message means that the worker that had it died; otherwise a running job must be overdue.
        """
        _acquired_job.set(None)
        abandoned = Q(state=JobState.RUNNING) if redelivered else _overdue()
        row = self.filter(Q(state=JobState.QUEUED) | abandoned, pk=job_id)
        now = timezone.now()
        # A job that kills its worker (memory, a crash in a library) would otherwise kill one after the other.
        if row.filter(attempt__gte=MAX_ATTEMPTS).update(
            state=JobState.FAILED,
            error=message("job_abandoned", count=MAX_ATTEMPTS),
            finished_at=now,
        ):
            return None
        if not row.update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            started_at=now,
            progress=0,
            error=None,
            finished_at=None,
        ):
            return None
        attempt = self.values_list("attempt", flat=True).get(pk=job_id)
        _acquired_job.set((self.model, job_id, attempt))
        return attempt

    def set_progress(self, job_id: int, attempt: int, *, progress: int) -> bool:
        """Store the progress in percent; return False if another attempt has replaced this one."""
        running = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(running.update(progress=progress))

    def finish(self, job_id: int, attempt: int, **fields: Any) -> bool:
        """Finish the attempt and store its results; return False if another attempt has replaced this one."""
        running = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(running.update(state=JobState.DONE, progress=100, finished_at=timezone.now(), **fields))

    def fail(self, job_id: int, attempt: int, error: StoredMessage) -> bool:
        """Mark the attempt as failed, with a message for users; return False if it was replaced by another."""
        return self._fail(job_id, error, attempt=attempt)

    def fail_killed(self, job_id: int, *, seconds: float, error: StoredMessage) -> bool:
        """Mark a job as failed whose worker was killed after so many seconds, unless it was started again since."""
        return self._fail(job_id, error, started_at__lte=timezone.now() - timedelta(seconds=seconds))

    def _fail(self, job_id: int, error: StoredMessage, **conditions: Any) -> bool:
        running = self.filter(pk=job_id, state=JobState.RUNNING, **conditions)
        return bool(running.update(state=JobState.FAILED, error=error, finished_at=timezone.now()))

    def requeue(self, job_id: int, *, states: Iterable[JobState] = (JobState.FAILED,)) -> bool:
        """Put a finished job, by default a failed one, back in the queue with all attempts; False if it is not one."""
        finished = self.filter(pk=job_id, state__in=states)
        return bool(
            finished.update(
                state=JobState.QUEUED,
                attempt=0,
                progress=0,
                error=None,
                queued_at=timezone.now(),
                finished_at=None,
            )
        )


def _overdue() -> Q:
    return Q(state=JobState.RUNNING, started_at__lt=timezone.now() - OVERDUE_AFTER)


class Job(models.Model):
    """The state of a job. `progress` is 0 to 100, `error` a message for users."""

    state = models.CharField(max_length=10, choices=[(s, s) for s in JobState], default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    error = StoredMessageField()
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
