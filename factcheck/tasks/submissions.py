"""Submitting an article: what is short is read at once, what is long or a file is read by a worker."""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from factcheck.actions.articles import build_document, submit_document
from factcheck.actions.readings import submit_upload
from factcheck.actions.splitting import get_or_create_run
from factcheck.articles.models import Reading
from factcheck.desks.models import Desk, User
from factcheck.tasks.readings import read_file
from factcheck.tasks.splitting import split_revision

_POLL_SECONDS = 0.05
# Half of the threads of a web process can wait for files, the others stay free.
_waiting_slots = threading.BoundedSemaphore(settings.SLOW_BODIES_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The article of a submission, whether it is new, and the reading of its file if it is one."""

    article_id: int
    created: bool
    reading_id: int | None = None


def submit_pasted(actor: User, *, desk: Desk, text: str, **metadata: str) -> Accepted:
    """Submit pasted text, and queue its split run. Text that takes long to read is treated as a file."""
    if settings.PASTED_MAX_CHARACTERS < len(text) <= settings.ARTICLE_MAX_CHARACTERS:
        return submit_bytes(
            actor, desk=desk, data=text.encode("utf-8", "replace"), filename="text.txt", **metadata
        )
    document = build_document(text)  # outside of the transaction
    with transaction.atomic():
        submission = submit_document(actor, desk=desk, document=document, **metadata)
        if submission.created:
            split_revision.send(get_or_create_run(submission.revision).pk)
    return Accepted(submission.article.pk, submission.created)


def submit_bytes(actor: User, *, desk: Desk, data: bytes, filename: str, **metadata: str) -> Accepted:
    """Store a file and queue its reading. The same file again leads to its article."""
    with transaction.atomic():
        reading, is_new = submit_upload(actor, desk=desk, data=data, filename=filename, **metadata)
        read_file.send(reading.pk)
    return Accepted(reading.duplicate_of_id or reading.article_id, is_new, reading.pk)


def wait_until_read(reading_id: int) -> Reading:
    """Return the state of a reading, after it has finished or `READING_WAIT_SECONDS` have passed."""
    reading = Reading.objects.defer("data").get(pk=reading_id)
    if not reading.is_finished and _waiting_slots.acquire(blocking=False):
        try:
            deadline = time.monotonic() + settings.READING_WAIT_SECONDS
            while not reading.is_finished and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)
                reading.refresh_from_db(fields=["state", "error", "duplicate_of"])
        finally:
            _waiting_slots.release()
    return reading
