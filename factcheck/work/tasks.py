"""Taking abandoned assignments back, now and then."""

from factcheck.celery import app
from factcheck.work import assigning


@app.task(name="work.give_back")
def give_back() -> None:
    """Safe to replay: a claim that was taken back has no assignee any more."""
    assigning.give_back()
