"""Notices in the background; all three are in the scheduler's table."""

from factcheck.celery import app
from factcheck.notices import mailing, services


@app.task(name="notices.gather")
def gather() -> None:
    """Safe to replay: each desk's trail is read on from a mark, and an event tells a person once."""
    services.gather()


@app.task(name="notices.send_mails")
def send_mails() -> None:
    """Safe to replay: a notice is claimed before it is mailed."""
    mailing.send_mails()


@app.task(name="notices.send_digests")
def send_digests() -> None:
    """Safe to replay: what was in a digest is in no other."""
    mailing.send_digests()
