"""Splitting in the background."""

from factcheck.celery import app
from factcheck.claims.models import SplitRun
from factcheck.claims.split_runs import run_splitter
from factcheck.tasks.base import JobTask


class SplitRunTask(JobTask):
    abstract = True
    jobs = SplitRun


@app.task(base=SplitRunTask, bind=True, name="claims.split_revision")
def split_revision(self: SplitRunTask, job_id: int) -> None:
    """Safe to replay: a job is taken once, and splitting again gives the same claims."""
    run_splitter(job_id, redelivered=self.was_redelivered)


@app.task(name="claims.send_forgotten")
def enqueue_stalled() -> None:
    """Safe to replay: sending a job twice lets one worker take it."""
    split_revision.enqueue_stalled()
