"""The base class of the tasks that run a job: how they are sent, and what happens when they fail."""

from functools import partial
from typing import Any, ClassVar

import structlog
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from factcheck.exceptions import FactcheckError
from factcheck.jobs.models import JobQuerySet, current_attempt
from factcheck.stored_messages import StoredMessage, free_text, message

log = structlog.get_logger(__name__)

# Jobs sent in one call of `enqueue_stalled`. After a long outage the next call, a minute later, continues.
BATCH_SIZE = 500
MAX_ERROR_LENGTH = 2000


class JobTask(DjangoTask):
    """A task whose only argument is the id of a job of the model `jobs`. A failure is stored on the job's row.

    A task that takes too long is interrupted first (SoftTimeLimitExceeded), and killed if it goes on; it fails both
    times.
    """

    abstract = True
    jobs: ClassVar[Any]

    def on_failure(self, exc: Exception, task_id: str, args: tuple, kwargs: dict, einfo: Any) -> None:
        job_id, attempt = args[0], current_attempt(self.jobs, args[0])
        if isinstance(exc, TimeLimitExceeded):
            # Called in the main process, after it killed the worker: it has no attempt, so the time decides.
            error = message("job_timed_out", seconds=settings.CELERY_TASK_TIME_LIMIT)
            self.queryset().fail_killed(job_id, seconds=settings.CELERY_TASK_SOFT_TIME_LIMIT, error=error)
        elif attempt is not None:
            self.queryset().fail(job_id, attempt, _describe(exc))
        log.error("job.failed", task=self.name, job=args[0], error=type(exc).__name__)

    def queryset(self) -> JobQuerySet:
        """Return the rows of the job's model."""
        return self.jobs.objects.all()

    def send(self, job_id: int) -> None:
        """Send the job to the workers once the transaction is committed.

        Nothing is lost if the broker is down: the job stays queued in the database and `enqueue_stalled` sends it.
        """
        transaction.on_commit(partial(self._publish, job_id))

    def enqueue_stalled(self) -> int:
        """Send the jobs whose message was lost; return how many. A job that is sent twice is acquired once."""
        stalled = list(self.queryset().stalled().values_list("pk", flat=True)[:BATCH_SIZE])
        for job_id in stalled:
            self._publish(job_id)
        return len(stalled)

    def _publish(self, job_id: int) -> None:
        try:
            self.apply_async((job_id,))
        except OperationalError:
            log.warning("job.not_sent", task=self.name, job=job_id)

    @property
    def was_redelivered(self) -> bool:
        """Whether the broker sent the message again because the worker that had it died."""
        return bool((self.request.delivery_info or {}).get("redelivered"))


def _describe(exc: Exception) -> StoredMessage:
    """Return the message for users that says why a job failed."""
    if isinstance(exc, SoftTimeLimitExceeded):
        return message("job_timed_out", seconds=settings.CELERY_TASK_SOFT_TIME_LIMIT)
    if isinstance(exc, FactcheckError):
        return free_text(str(exc)[:MAX_ERROR_LENGTH])
    return message("job_crashed", error=f"{type(exc).__name__}: {exc}"[:MAX_ERROR_LENGTH])
