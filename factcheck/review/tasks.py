"""Looking back, now and then."""

from factcheck.celery import app
from factcheck.review import lookback


@app.task(name="review.look_back")
def look_back() -> None:
    """Safe to replay: what was looked at is remembered, and a claim resembles one check at most."""
    lookback.look_back()
