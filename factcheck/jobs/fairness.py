"""Which waiting job runs next: desks take turns, and heavy jobs of one desk never take all workers.

A message in the queue means "there is work"; the database decides which job it is. So a desk that queues many jobs
delays its own ones only.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from factcheck.enums import JobState

if TYPE_CHECKING:
    from factcheck.jobs.models import JobQuerySet

# Desks take turns by what they started lately. A job that runs has started within this time.
_RECENT = timedelta(hours=1)


def next_job(jobs: "JobQuerySet[Any]", *, heavy: bool) -> int | None:
    """Return the id of the job to run next; None if none can start.

    It is the oldest one of the desk that runs the fewest jobs, and of those the desk whose last job started first.
    """
    waiting = startable(jobs, heavy=heavy)
    oldest = dict(waiting.order_by().values_list("desk_id").annotate(oldest=Min("pk")))
    if not oldest:
        return None
    turns = _load_turns(jobs, oldest)
    return oldest[min(oldest, key=lambda desk: (*turns.get(desk, (0, 0.0)), oldest[desk]))]


def startable(jobs: "JobQuerySet[Any]", *, heavy: bool) -> "JobQuerySet[Any]":
    """Return the waiting jobs whose desk may start one now."""
    waiting = jobs.filter(state=JobState.QUEUED, heavy=heavy)
    return waiting.exclude(desk_id__in=_list_busy_desks(jobs)) if heavy else waiting


def has_room(jobs: "JobQuerySet[Any]", desk_id: int) -> bool:
    """Return whether the desk may start a heavy job; the caller has locked the desk."""
    return _running_heavy(jobs).filter(desk_id=desk_id).count() < settings.HEAVY_JOBS_PER_DESK


def _list_busy_desks(jobs: "JobQuerySet[Any]") -> list[int]:
    running = _running_heavy(jobs).order_by().values("desk_id").annotate(running=Count("pk"))
    return list(running.filter(running__gte=settings.HEAVY_JOBS_PER_DESK).values_list("desk_id", flat=True))


def _running_heavy(jobs: "JobQuerySet[Any]") -> "JobQuerySet[Any]":
    return jobs.filter(state=JobState.RUNNING, heavy=True)


def _load_turns(jobs: "JobQuerySet[Any]", desks: Iterable[int]) -> dict[int, tuple[int, float]]:
    """Return for each desk how many of its jobs run, and when its last one started (a Unix time)."""
    recent = jobs.filter(desk_id__in=list(desks), started_at__gte=timezone.now() - _RECENT)
    rows = (
        recent.order_by()
        .values_list("desk_id")
        .annotate(running=Count("pk", filter=Q(state=JobState.RUNNING)), last=Max("started_at"))
    )
    return {desk: (running, last.timestamp()) for desk, running, last in rows}
