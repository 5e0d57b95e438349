"""Looking back, now and then."""

from factcheck.celery import app
from factcheck.review import prior_check_scan


@app.task(name="review.look_back")
def scan() -> None:
    """Safe to replay: what was looked at is remembered, and a claim resembles one check at most."""
    prior_check_scan.scan_new_runs()
