"""Exporting in the background."""

from factcheck.actions.exports import run_export
from factcheck.celery import app
from factcheck.exports.models import Export
from factcheck.tasks.base import JobTask


class ExportTask(JobTask):
    abstract = True
    jobs = Export


@app.task(base=ExportTask, bind=True, name="exports.make_export")
def make_export(self: ExportTask, job_id: int) -> None:
    """Safe to replay: a job is taken by one worker, and only its latest attempt may finish it."""
    run_export(job_id, redelivered=self.was_redelivered)


@app.task(name="exports.send_forgotten")
def enqueue_stalled() -> None:
    """Safe to replay: sending a job twice lets one worker take it."""
    make_export.send_forgotten()
