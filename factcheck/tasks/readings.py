"""Tasks that read the files of articles."""

from factcheck.actions.readings import run_reading
from factcheck.articles.models import Reading
from factcheck.celery import app
from factcheck.tasks.base import JobTask
from factcheck.tasks.splitting import split_revision


class ReadingTask(JobTask):
    abstract = True
    jobs = Reading
    kind = "reading"
    text_field = "data"


@app.task(base=ReadingTask, bind=True, name="articles.read_file")
def read_file(self: ReadingTask, job_id: int) -> None:
    """Read a file, and have its text split into claims.

    Safe to run again: one worker takes a job, and only its latest attempt stores a text.
    """
    run_id = run_reading(job_id, redelivered=self.was_redelivered)
    if run_id is not None:
        split_revision.send(run_id)


@app.task(name="articles.enqueue_stalled_readings")
def enqueue_stalled() -> None:
    """Send the files again that no worker has taken or read in time.

    Safe to run again: of two messages for one file, the second finds nothing to do.
    """
    read_file.enqueue_stalled()
