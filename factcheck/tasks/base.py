"""The base class of the tasks that run a job: how they are sent, which job they run, what happens when they fail."""

from functools import partial
from typing import Any, ClassVar

import structlog
from billiard.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Length
from kombu.exceptions import ChannelError, OperationalError

from factcheck.database_errors import Outage, find_outage, is_transient
from factcheck.exceptions import FactcheckError
from factcheck.jobs import fairness, leases
from factcheck.jobs.models import JobQuerySet
from factcheck.launch import queues
from factcheck.stored_messages import StoredMessage, free_text, message

log = structlog.get_logger(__name__)

# Jobs sent in one call of `enqueue_stalled`. After a long outage the next call, seconds later, continues.
BATCH_SIZE = 500
MAX_ERROR_LENGTH = 2000


class JobTask(DjangoTask):
    """A task whose only argument is the id of a job of the model `jobs`. A failure is stored on the job's row.

    A message means that there is work: the task runs the job whose desk's turn it is (`jobs/fairness.py`), which can be
    another one than the message names. `kind` names the queues, and `text_field` the text whose length makes a job
    heavy. A task that takes too long is interrupted first (SoftTimeLimitExceeded), and killed if it goes on; it fails
    both times.
    """

    abstract = True
    jobs: ClassVar[Any]
    kind: ClassVar[str] = "jobs"
    text_field: ClassVar[str] = ""

    def __call__(self, job_id: int) -> None:
        lease = leases.begin(self.request.id or "")
        queue = (self.request.delivery_info or {}).get("routing_key", "")
        if self.request.called_directly or self.request.is_eager or "." not in queue:
            self._run_job(lease, job_id)
            return
        heavy = queues.is_heavy(queue)
        while (chosen := self._choose(lease, heavy=heavy)) is not None:
            self._run_job(lease, chosen)
            if lease.model is not None:  # otherwise another worker was faster
                break
        if heavy and fairness.next_job(self.queryset(), heavy=True) is not None:
            # A message that came while the desk had its share is gone; its job waits for this moment.
            self._publish(job_id, heavy=True)

    def _choose(self, lease: leases.Lease, *, heavy: bool) -> int | None:
        """Return the job that this message had when its worker died, or else the job whose turn it is."""
        if self.was_redelivered:
            mine = self.queryset().held_by(lease.task_id).values_list("pk", flat=True).first()
            if mine is not None:
                return int(mine)
        return fairness.next_job(self.queryset(), heavy=heavy)

    def _run_job(self, lease: leases.Lease, job_id: int) -> None:
        with leases.renewed(lease):
            self.run(job_id)

    def on_failure(self, exc: Exception, task_id: str, args: tuple, kwargs: dict, einfo: Any) -> None:
        lease, jobs = leases.get_current(), self.queryset()
        if isinstance(exc, TimeLimitExceeded):
            # Called in the main process, after it killed the worker: it has no lease, but knows the task.
            jobs.fail_killed(task_id, message("job_timed_out", seconds=settings.CELERY_TASK_TIME_LIMIT))
        elif lease.model is self.jobs and not (
            is_transient(exc) and jobs.release(lease.job_id, lease.attempt)
        ):
            jobs.fail(lease.job_id, lease.attempt, _describe(exc))
        log.error("job.failed", task=self.name, job=lease.job_id or args[0], error=type(exc).__name__)

    def queryset(self) -> JobQuerySet:
        """Return the rows of the job's model."""
        return self.jobs.objects.all()

    def send(self, job_id: int) -> None:
        """Send the job to the workers once the transaction is committed.

        Nothing is lost if the broker is down: the job stays queued in the database and `enqueue_stalled` sends it.
        """
        heavy = self._is_long(job_id)
        self.queryset().filter(pk=job_id).exclude(heavy=heavy).update(heavy=heavy)
        transaction.on_commit(partial(self._publish, job_id, heavy=heavy))

    def _is_long(self, job_id: int) -> bool:
        """Return whether the text of the job is so long that it would make others wait."""
        if not self.text_field:
            return False
        row = self.queryset().filter(pk=job_id).values_list(Length(self.text_field), flat=True)
        return max((length or 0 for length in row), default=0) > settings.HEAVY_CHARACTERS

    def enqueue_stalled(self) -> int:
        """Take back the jobs of dead workers, and send messages for the jobs that wait without one; return how many.

        A queue that is only long gets no more messages: they are sent for the jobs that it has no message for.
        """
        self.queryset().release_unheld()
        return sum(self._send_missing(heavy=heavy) for heavy in (False, True))

    def _send_missing(self, *, heavy: bool) -> int:
        stalled = list(self.queryset().stalled(heavy=heavy).values_list("pk", flat=True)[:BATCH_SIZE])
        missing = stalled[self._count_messages(heavy=heavy) :] if stalled else []
        for job_id in missing:
            self._publish(job_id, heavy=heavy)
        return len(missing)

    def _count_messages(self, *, heavy: bool) -> int:
        """Return how many messages wait in the queue; as many as there can be if the broker does not answer."""
        if self.app.conf.task_always_eager:
            return 0
        try:
            with self.app.connection_or_acquire() as link:
                queue = link.default_channel.queue_declare(self._queue(heavy=heavy), passive=True)
                return int(queue.message_count)
        except ChannelError:  # the queue does not exist: it is empty
            return 0
        except OperationalError:
            return BATCH_SIZE

    def _queue(self, *, heavy: bool) -> str:
        return queues.queue_name(self.kind, heavy=heavy)

    def _publish(self, job_id: int, *, heavy: bool) -> None:
        try:
            self.apply_async((job_id,), queue=self._queue(heavy=heavy))
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
    if find_outage(exc) is Outage.DISK_FULL:
        return message("job_disk_full")
    if isinstance(exc, FactcheckError):
        return free_text(str(exc)[:MAX_ERROR_LENGTH])
    return message("job_crashed", error=f"{type(exc).__name__}: {exc}"[:MAX_ERROR_LENGTH])
