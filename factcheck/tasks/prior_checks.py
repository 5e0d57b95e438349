"""Tasks that suggest earlier checks for new claims."""

from factcheck.actions.prior_checks import scan_new_runs
from factcheck.celery import app


@app.task(name="prior_checks.scan")
def scan() -> None:
    """Compare the claims of new split runs with the earlier checks.

    Safe to run again: a run that was scanned is stored, and a claim has at most one suggestion.
    """
    scan_new_runs()
