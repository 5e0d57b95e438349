"""Notifications in the background. All three tasks are in the scheduler's table."""

from factcheck.actions import notifications
from factcheck.celery import app


@app.task(name="notifications.create")
def create() -> None:
    """Create the notifications of new events. Safe to replay: a cursor for each desk, one row per event and member."""
    notifications.create_notifications()


@app.task(name="notifications.send_emails")
def send_emails() -> None:
    """Send the emails that are due. Safe to replay: a notification is claimed before its email is sent."""
    notifications.send_emails()


@app.task(name="notifications.send_digests")
def send_digests() -> None:
    """Send the daily digests. Safe to replay: a notification is in one digest only."""
    notifications.send_digests()
