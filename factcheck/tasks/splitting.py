"""Tasks that split articles into claims."""

from factcheck.actions.splitting import run_splitter
from factcheck.celery import app
from factcheck.claims.models import SplitRun
from factcheck.tasks.base import JobTask


class SplitRunTask(JobTask):
    abstract = True
    jobs = SplitRun
    kind = "splitting"
    text_field = "revision__text"


@app.task(base=SplitRunTask, bind=True, name="claims.split_revision")
def split_revision(self: SplitRunTask, job_id: int) -> None:
    """Split a revision into claims.

    Safe to run again: one worker takes a run, and splitting the same text again gives the same claims.
    """
    run_splitter(job_id, redelivered=self.was_redelivered)


@app.task(name="claims.enqueue_stalled")
def enqueue_stalled() -> None:
    """Send the split runs again that no worker has taken or finished in time.

    Safe to run again: of two messages for one run, the second finds nothing to do.
    """
    split_revision.enqueue_stalled()
