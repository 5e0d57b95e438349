"""Asking the language model in the background."""

from factcheck.celery import app
from factcheck.suggestions.models import Asking
from factcheck.suggestions.services import run_asking
from factcheck.tasks.base import JobTask


class AskingTask(JobTask):
    abstract = True
    jobs = Asking


@app.task(base=AskingTask, bind=True, name="suggestions.ask_model")
def ask_model(self: AskingTask, job_id: int) -> None:
    """Safe to replay: a job is taken by one worker, and nothing is suggested twice; every call is paid for."""
    run_asking(job_id, redelivered=self.was_redelivered)


@app.task(name="suggestions.send_forgotten")
def enqueue_stalled() -> None:
    """Safe to replay: sending a job twice lets one worker take it."""
    ask_model.enqueue_stalled()
