"""What all tasks that run a job have in common: how they are sent, and what happens when they fail."""

from functools import partial
from typing import Any, ClassVar

import structlog
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from factcheck import kept
from factcheck.exceptions import FactcheckError
from factcheck.jobs.models import JobQuerySet, current_attempt

log = structlog.get_logger(__name__)


class JobTask(DjangoTask):
    """A task whose only argument is the id of a job of `jobs`; a failure is written on the job's row.

    One that takes too long is interrupted first, and killed where it does not listen; it fails either way.
    """

    abstract = True
    jobs: ClassVar[Any]

    def on_failure(self, exc: Exception, task_id: str, args: tuple, kwargs: dict, einfo: Any) -> None:
        job_id, attempt = args[0], current_attempt(self.jobs, args[0])
        if isinstance(
            exc, TimeLimitExceeded
        ):  # told by the main process, which has killed the one that worked
            error = kept.OVERLONG % {"many": settings.CELERY_TASK_TIME_LIMIT}
            self.queryset().end(job_id, seconds=settings.CELERY_TASK_SOFT_TIME_LIMIT, error=error)
        elif attempt is not None:
            self.queryset().fail(job_id, attempt, _reason(exc))
        log.error("job.failed", task=self.name, job=args[0], error=type(exc).__name__)

    def queryset(self) -> JobQuerySet:
        return self.jobs.objects.all()

    def send(self, job_id: int) -> None:
        """Send the job to the workers once the transaction is committed.

        A broker that is away loses nothing: the job stays queued in the database, and `send_forgotten` sends it later.
        """
        transaction.on_commit(partial(self._publish, job_id))

    def enqueue_stalled(self) -> int:
        forgotten = list(self.queryset().forgotten().values_list("pk", flat=True)[:500])
        for job_id in forgotten:
            self._publish(job_id)
        return len(forgotten)

    def _publish(self, job_id: int) -> None:
        try:
            self.apply_async((job_id,))
        except OperationalError:
            log.warning("job.not_sent", task=self.name, job=job_id)

    @property
    def was_redelivered(self) -> bool:
        return bool((self.request.delivery_info or {}).get("redelivered"))


def _reason(exc: Exception) -> str:
    """Why a job failed, as people read it."""
    if isinstance(exc, SoftTimeLimitExceeded):
        return kept.OVERLONG % {"many": settings.CELERY_TASK_SOFT_TIME_LIMIT}
    if isinstance(exc, FactcheckError):
        return str(exc)
    return kept.BROKEN % {"why": f"{type(exc).__name__}: {exc}"}
