"""Which job this worker runs, and the thread that tells the database that it still does.

A worker renews the `heartbeat_at` of its job every two seconds. A job without a heartbeat for `LEASE` has lost its
worker and is given to another. All times are the database's, so the clocks of the workers do not matter.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError, connections
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.enums import JobState

log = structlog.get_logger(__name__)

# Longer than a garbage collection or a long write of another process; short enough that nobody waits for long.
LEASE = timedelta(seconds=8)
RENEW_SECONDS = 2.0


@dataclass(slots=True)
class Lease:
    """The Celery task that this worker runs, and the job it acquired for it."""

    task_id: str = ""
    model: type[Any] | None = None
    job_id: int = 0
    attempt: int = 0

    def renew(self) -> bool:
        """Tell the database that the job is still running; return False if another worker has it."""
        if self.model is None:
            return True
        row = self.model.objects.filter(pk=self.job_id, attempt=self.attempt, state=JobState.RUNNING)
        return bool(row.update(heartbeat_at=Now()))


# A failure handler reads it: Celery passes the handler the id that the message had, but not what was acquired.
_current: ContextVar[Lease | None] = ContextVar("lease", default=None)


def begin(task_id: str) -> Lease:
    """Forget the lease of the task before, and return one without a job."""
    lease = Lease(task_id)
    _current.set(lease)
    return lease


def get_current() -> Lease:
    """Return the lease of the task that runs here, or one of no task."""
    return _current.get() or begin("")


def is_unheld() -> Q:
    """Return the condition that no worker renews a row. A heartbeat far in the future is from before a clock change."""
    return (
        Q(heartbeat_at__isnull=True) | Q(heartbeat_at__lt=Now() - LEASE) | Q(heartbeat_at__gt=Now() + LEASE)
    )


@contextmanager
def renewed(lease: Lease) -> Iterator[None]:
    """Renew the lease while the block runs. Most jobs end before the first renewal."""
    ended = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(lease, ended), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()


def _renew_until(lease: Lease, ended: threading.Event) -> None:
    try:
        while not ended.wait(RENEW_SECONDS):
            try:
                if not lease.renew():
                    return
            except (
                DatabaseError
            ) as error:  # the next renewal can succeed; if none does, another worker takes over
                log.warning("job.not_renewed", job=lease.job_id, error=type(error).__name__)
                connections.close_all()
    finally:
        connections.close_all()
