"""The release of abandoned assignments, by the scheduler's table."""

from factcheck.actions import distribution
from factcheck.celery import app


@app.task(name="inbox.release_abandoned")
def release_abandoned() -> None:
    """Release claims that nobody worked on. Safe to replay: a released claim has no assignee."""
    distribution.release_abandoned_claims()
