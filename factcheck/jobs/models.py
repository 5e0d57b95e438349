"""The row behind a piece of background work; `SplitRun` and `Export` are such rows.

A worker that runs a job renews its lease (`jobs/leases.py`). A job without a lease goes back to the queue, and
`attempt` is a fencing token: only the worker that acquired the job last may finish it. So a worker that was taken for
dead and continues (a paused machine, a long garbage collection) changes nothing.

All changes of state are conditional UPDATEs whose row count is checked, so no lock is held while a job runs.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.desks.models import Desk
from factcheck.desks.querysets import DeskScopedQuerySet, Row
from factcheck.enums import JobState
from factcheck.jobs import fairness, leases
from factcheck.model_fields import StoredMessageField
from factcheck.stored_messages import StoredMessage, message

MAX_ATTEMPTS = 3
# How long a job waits before its message counts as lost.
STALLED_AFTER = timedelta(seconds=4)


class JobQuerySet(DeskScopedQuerySet[Row]):
    def stalled(self, *, heavy: bool) -> "JobQuerySet[Row]":
        """Return the jobs that could start, and have waited so long that their message can be lost."""
        now = timezone.now()
        waits = Q(queued_at__lt=now - STALLED_AFTER) | Q(queued_at__gt=now + STALLED_AFTER)
        return fairness.startable(self, heavy=heavy).filter(waits)

    def release_unheld(self) -> int:
        """Put the jobs whose worker died back in the queue, at their old place; return how many.

        A job that used all its attempts fails instead: one that kills its worker (memory, a crash in a library) would
        otherwise kill one after the other.
        """
        unheld = self.filter(leases.is_unheld(), state=JobState.RUNNING)
        if not unheld.exists():  # an UPDATE takes SQLite's write lock, and this is asked every few seconds
            return 0
        _abandon(unheld)
        return unheld.update(state=JobState.QUEUED, progress=0)

    def acquire(self, job_id: int, *, redelivered: bool) -> int | None:
        """Acquire a job that waits or whose worker died, and return the attempt.

        Returns None if there is nothing to do: the job is done, another worker has it, it has used all attempts, or it
        is heavy and its desk runs enough of them. A redelivered message means that the worker that had it died; any
        other running job must have lost its lease.
        """
        lease = leases.get_current()
        lease.model = None
        with transaction.atomic():
            attempt = self._acquire(job_id, lease.task_id, redelivered=redelivered)
        if attempt is not None:
            lease.model, lease.job_id, lease.attempt = self.model, job_id, attempt
        return attempt

    def _acquire(self, job_id: int, task_id: str, *, redelivered: bool) -> int | None:
        died = leases.is_unheld() | Q(held_by=task_id) if redelivered else leases.is_unheld()
        row = self.filter(Q(state=JobState.QUEUED) | Q(died, state=JobState.RUNNING), pk=job_id)
        if _abandon(row) or not self._has_room(row):
            return None
        if not row.update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            held_by=task_id,
            heartbeat_at=Now(),
            started_at=timezone.now(),
            progress=0,
            error=None,
            finished_at=None,
        ):
            return None
        return self.values_list("attempt", flat=True).get(pk=job_id)

    def _has_room(self, row: "JobQuerySet[Row]") -> bool:
        """Return whether the desk of a waiting heavy job may start it. Locks the desk: two workers can ask at once."""
        waiting = row.filter(state=JobState.QUEUED, heavy=True).values_list("desk_id", flat=True).first()
        if waiting is None:
            return True
        Desk.objects.select_for_update(no_key=True).get(pk=waiting)
        return fairness.has_room(self, waiting)

    def set_progress(self, job_id: int, attempt: int, *, progress: int) -> bool:
        """Store the progress in percent; return False if another attempt has replaced this one."""
        running = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(running.update(progress=progress, heartbeat_at=Now()))

    def finish(self, job_id: int, attempt: int, **fields: Any) -> bool:
        """Finish the attempt and store its results; return False if another attempt has replaced this one."""
        running = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(running.update(state=JobState.DONE, progress=100, finished_at=timezone.now(), **fields))

    def fail(self, job_id: int, attempt: int, error: StoredMessage) -> bool:
        """Mark the attempt as failed, with a message for users; return False if it was replaced by another."""
        running = self.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        return bool(_set_failed(running, error))

    def held_by(self, task_id: str) -> "JobQuerySet[Row]":
        """Return the running jobs of a Celery task: one, or none."""
        return self.filter(held_by=task_id, state=JobState.RUNNING)

    def fail_killed(self, task_id: str, error: StoredMessage) -> bool:
        """Mark the job of a task as failed whose process was killed, unless another task has the job."""
        return bool(_set_failed(self.held_by(task_id), error))

    def release(self, job_id: int, attempt: int) -> bool:
        """Put the attempt back in the queue after a failure that passes; False if it was replaced or the last one."""
        running = self.filter(pk=job_id, attempt=attempt, attempt__lt=MAX_ATTEMPTS, state=JobState.RUNNING)
        return bool(running.update(state=JobState.QUEUED, progress=0, queued_at=timezone.now()))

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


def _abandon(rows: JobQuerySet[Any]) -> int:
    return _set_failed(rows.filter(attempt__gte=MAX_ATTEMPTS), message("job_abandoned", count=MAX_ATTEMPTS))


def _set_failed(rows: JobQuerySet[Any], error: StoredMessage) -> int:
    return rows.update(state=JobState.FAILED, error=error, finished_at=timezone.now())


class Job(models.Model):
    """The state of a job. `progress` is 0 to 100, `error` a message for users.

    heavy: whether it takes so long that it runs in a queue of its own.
    held_by, heartbeat_at: the Celery task that runs it, and when that one last said so.
    """

    state = models.CharField(max_length=10, choices=[(s, s) for s in JobState], default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    heavy = models.BooleanField(default=False)
    held_by = models.CharField(max_length=64, blank=True, default="")
    heartbeat_at = models.DateTimeField(null=True)
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
        indexes = [
            models.Index(fields=["state", "queued_at"], name="%(class)s_by_state"),
            models.Index(fields=["desk", "started_at"], name="%(class)s_by_turn"),
        ]

    @property
    def is_finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
