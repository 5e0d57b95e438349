"""Files that become articles: stored at once, and read by a worker in a process with limits.

The article exists from the start, without a text; it gets its first revision when its file has been read. The caller
sends the task, within the same transaction.
"""

import hashlib
from copy import copy
from pathlib import PurePath

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.articles import (
    create_first_revision,
    ensure_file_size,
    find_revision,
    get_reading_limits,
)
from factcheck.articles.models import Article, Reading, Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import SplitRun
from factcheck.desks.models import Desk, User
from factcheck.enums import JobState
from factcheck.exceptions import ConflictError, InvalidInput
from factcheck.jobs.limits import ensure_within_limits
from factcheck.text.ingest import Document
from factcheck.text.ingest.errors import UnreadableFile
from factcheck.text.ingest.registry import check_file
from factcheck.text.ingest.sandbox import read_in_sandbox


def submit_upload(
    actor: User, *, desk: Desk, data: bytes, filename: str, **metadata: str
) -> tuple[Reading, bool]:
    """Store a file to be read, or find the reading of the same file; a failed one is queued again.

    Returns the reading and whether it is new.
    Raises InvalidInput for a file that is too large or that no reader takes, TooManyRequests if too many wait.
    """
    permissions.ensure_permission(actor, "article.submit", desk)
    ensure_file_size(data)
    try:
        check_file(data, filename=filename, limit=settings.ARTICLE_MAX_CHARACTERS)
    except UnreadableFile as error:
        raise InvalidInput(error.message, fields={"file": error.message}) from error
    sha256 = hashlib.sha256(data).hexdigest()
    reading = _find_reading(desk, sha256)
    if reading is not None:
        return reading, False
    try:
        return _create_reading(actor, desk, data, filename, sha256, metadata), True
    except IntegrityError:
        # The same file was uploaded twice at the same time; the constraint lets one of them create the reading.
        reading = _find_reading(desk, sha256)
        if reading is None:
            raise
        return reading, False


def _find_reading(desk: Desk, sha256: str) -> Reading | None:
    reading = Reading.objects.defer("data").filter(desk=desk, sha256=sha256).first()
    if reading is not None and Reading.objects.all().requeue(reading.pk):
        reading.refresh_from_db(fields=["state", "error"])
    return reading


@transaction.atomic
def _create_reading(
    actor: User, desk: Desk, data: bytes, filename: str, sha256: str, metadata: dict[str, str]
) -> Reading:
    ensure_within_limits(Reading.objects.all(), actor.pk, desk_id=desk.pk)
    name = PurePath(filename).name.strip()[:255] or _("File")
    article = Article.objects.create(
        desk=desk,
        title=(metadata.get("title") or name)[:300],
        source_name=metadata.get("source_name", "")[:200],
        source_url=metadata.get("source_url", ""),
        submitted_by=actor,
    )
    return Reading.objects.create(
        desk=desk,
        article=article,
        filename=name,
        keeps_title=bool(metadata.get("title")),
        sha256=sha256,
        size=len(data),
        data=data,
        requested_by=actor,
    )


def run_reading(job_id: int, *, redelivered: bool = False) -> int | None:
    """Read a file and give its article the text; return the id of the split run to send, or None.

    The file is read outside of any transaction, in a process of its own. A file that cannot be read fails the job with
    the reason; the article stays, so that people see it.
    """
    jobs = Reading.objects.all()
    attempt = jobs.acquire(job_id, redelivered=redelivered)
    if attempt is None:
        return None
    reading = Reading.objects.select_related("article").get(pk=job_id)
    try:
        document = read_in_sandbox(
            bytes(reading.data), filename=reading.filename, limits=get_reading_limits()
        )
    except UnreadableFile as error:
        jobs.fail(job_id, attempt, error.stored)
        return None
    try:
        return _store(reading, attempt, document)
    except IntegrityError:  # another file with the same text was stored meanwhile; now it is found
        return _store(reading, attempt, document)


@transaction.atomic
def _store(reading: Reading, attempt: int, document: Document) -> int | None:
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    existing = find_revision(reading.desk, sha256)
    duplicate_of = None if existing is None else existing.article
    # First of all: a worker that was thought dead must not write what another one has written.
    if not Reading.objects.all().finish(reading.pk, attempt, data=b"", duplicate_of=duplicate_of):
        return None
    if existing is not None:
        return None
    _complete_article(reading, document)
    revision = create_first_revision(reading.article, document, sha256, author_id=reading.requested_by_id)
    record_event(
        reading.requested_by, "article.submitted", reading.article, desk_id=reading.desk_id, sha256=sha256
    )
    return _create_split_run(revision)


def _complete_article(reading: Reading, document: Document) -> None:
    """Fill in what the document says and no person did."""
    article = Article.objects.select_for_update().get(pk=reading.article_id)
    if not reading.keeps_title:
        article.title = (document.title or article.title)[:300]
    article.source_name = article.source_name or document.source_name[:200]
    article.source_url = article.source_url or document.source_url
    article.language = article.language or document.language
    article.save(update_fields=["title", "source_name", "source_url", "language"])
    reading.article = article


def _create_split_run(revision: Revision) -> int:
    run, _is_new = SplitRun.objects.get_or_create(
        revision=revision, splitter=settings.SPLITTER, defaults={"desk_id": revision.desk_id}
    )
    return run.pk


@transaction.atomic
def retry_reading(actor: User, *, article: Article) -> Reading:
    """Queue a file again that could not be read. Raises ConflictError unless its reading has failed."""
    permissions.ensure_permission(actor, "article.submit", article)
    reading = Reading.objects.defer("data").filter(article=article).first()
    if reading is None or not Reading.objects.all().requeue(reading.pk):
        raise ConflictError(_("Only a file that could not be read can be read again."))
    return reading


@transaction.atomic
def discard_unread(actor: User, *, article: Article) -> None:
    """Delete an article whose file could not be read. Raises ConflictError for every other article."""
    permissions.ensure_permission(actor, "article.submit", article)
    failed = Reading.objects.select_for_update().defer("data").filter(article=article, state=JobState.FAILED)
    if not failed.exists() or Revision.objects.filter(article=article).exists():
        raise ConflictError(_("Only an article whose file could not be read can be removed here."))
    discarded = copy(article)
    # Before the event: deleting locks rows that other actions lock before the audit chain.
    article.delete()
    record_event(actor, "article.discarded", discarded, desk_id=discarded.desk_id)
