"""Splitting in the background."""

from factcheck.celery import app
from factcheck.claims.models import Splitting
from factcheck.claims.splitting import run_splitting
from factcheck.tasks.base import JobTask


class SplittingTask(JobTask):
    abstract = True
    jobs = Splitting


@app.task(base=SplittingTask, bind=True, name="claims.split_revision")
def split_revision(self: SplittingTask, job_id: int) -> None:
    """Safe to replay: a job is taken once, and splitting again gives the same claims."""
    run_splitting(job_id, redelivered=self.was_redelivered)


@app.task(name="claims.send_forgotten")
def send_forgotten() -> None:
    """Safe to replay: sending a job twice lets one worker take it."""
    split_revision.send_forgotten()
