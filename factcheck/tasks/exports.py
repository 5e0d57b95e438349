"""Tasks that make the files of exports."""

from factcheck.actions.exports import run_export
from factcheck.celery import app
from factcheck.exports.models import Export
from factcheck.tasks.base import JobTask


class ExportTask(JobTask):
    abstract = True
    jobs = Export
    kind = "exports"
    text_field = "article__revisions__text"


@app.task(base=ExportTask, bind=True, name="exports.make_export")
def make_export(self: ExportTask, job_id: int) -> None:
    """Make the file of an export.

    Safe to run again: one worker takes a job, and only its latest attempt can finish it.
    """
    run_export(job_id, redelivered=self.was_redelivered)


@app.task(name="exports.enqueue_stalled")
def enqueue_stalled() -> None:
    """Send the exports again that no worker has taken or finished in time.

    Safe to run again: of two messages for one job, the second finds nothing to do.
    """
    make_export.enqueue_stalled()
