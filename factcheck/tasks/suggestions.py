"""Tasks that ask the language model for suggestions."""

from factcheck.actions.suggestion_runs import run_request
from factcheck.celery import app
from factcheck.suggestions.models import SuggestionRequest
from factcheck.tasks.base import JobTask


class SuggestionTask(JobTask):
    abstract = True
    jobs = SuggestionRequest
    kind = "suggestions"


@app.task(base=SuggestionTask, bind=True, name="suggestions.ask_model")
def ask_model(self: SuggestionTask, job_id: int) -> None:
    """Ask the model, and store its suggestions.

    Safe to run again: one worker takes a job, and nothing is stored twice. A second call to the model is paid for.
    """
    run_request(job_id, redelivered=self.was_redelivered)


@app.task(name="suggestions.enqueue_stalled")
def enqueue_stalled() -> None:
    """Send the requests again that no worker has taken or finished in time.

    Safe to run again: of two messages for one job, the second finds nothing to do.
    """
    ask_model.enqueue_stalled()
