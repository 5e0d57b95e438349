"""Submit articles, as text, file or document, and edit their metadata.

A text that the desk already has is not stored again: the submission returns the existing article.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.signoffs import invalidate_claims
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput
from factcheck.stored_messages import message
from factcheck.text.blocks import find_blocks
from factcheck.text.ingest import Document, extract_details
from factcheck.text.ingest.sandbox import ReadingLimits, read_in_sandbox
from factcheck.text.normalise import normalise

EDITABLE_FIELDS = ("title", "source_name", "source_url", "language")


@dataclass(frozen=True, slots=True)
class Submission:
    """The result of a submission: the article and revision of the text, and whether they are new."""

    article: Article
    revision: Revision
    created: bool


def submit_text(actor: User, *, desk: Desk, text: str, **metadata: str) -> Submission:
    """Submit pasted text. `metadata` (title, source_name, source_url) overrides what is found in the text."""
    return submit_document(actor, desk=desk, document=build_document(text), **metadata)


def submit_file(actor: User, *, desk: Desk, data: bytes, filename: str, **metadata: str) -> Submission:
    """Read a file at once and submit its text, for commands. Pages and the API call `readings.submit_upload`."""
    ensure_file_size(data)
    try:
        document = read_in_sandbox(data, filename=filename, limits=get_reading_limits())
    except InvalidInput as error:
        raise InvalidInput(error.message, fields={"file": error.message}) from error
    return submit_document(actor, desk=desk, document=document, **metadata)


def ensure_file_size(data: bytes) -> None:
    """Raise InvalidInput for a file that is too large."""
    if len(data) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 1_000_000
        raise InvalidInput(
            _("The file is too large."), fields={"file": _("At most %(limit)s MB.") % {"limit": limit}}
        )


def get_reading_limits() -> ReadingLimits:
    """Return the limits of reading one file, by the settings."""
    return ReadingLimits(
        characters=settings.ARTICLE_MAX_CHARACTERS,
        cpu_seconds=settings.READING_CPU_SECONDS,
        seconds=settings.READING_SECONDS,
        memory=settings.READING_MEMORY_BYTES,
    )


def submit_document(actor: User, *, desk: Desk, document: Document, **metadata: str) -> Submission:
    """Store a document as an article with its first revision, or return the one that has the same text."""
    permissions.ensure_permission(actor, "article.submit", desk)
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    revision = find_revision(desk, sha256)
    if revision is None:
        try:
            return _create(actor, desk, document, sha256, metadata)
        except IntegrityError:
            # Another request submitted the same text at the same time; the unique constraint on desk and hash decides.
            # `_create` is the transaction, so it is over here and the other revision can be read.
            revision = find_revision(desk, sha256)
            if revision is None:
                raise
    return Submission(revision.article, revision, created=False)


@transaction.atomic
def edit_article(actor: User, *, article: Article, **changes: Any) -> Article:
    """Change the metadata of an article. Its text is changed by a new revision only. Raises InvalidInput."""
    permissions.ensure_permission(actor, "article.edit", article)
    if not changes.get("title", article.title).strip():
        raise InvalidInput(_("An article needs a title."), fields={"title": _("Enter the title.")})
    article = Article.objects.select_for_update().get(pk=article.pk)
    changed = [
        name for name in EDITABLE_FIELDS if name in changes and changes[name] != getattr(article, name)
    ]
    for name in changed:
        setattr(article, name, changes[name])
    if changed:
        article.save(update_fields=changed)
        record_event(actor, "article.edited", article, desk_id=article.desk_id, fields=changed)
        _invalidate_claims(actor, article, changed)
    return article


def _invalidate_claims(actor: User, article: Article, changed: list[str]) -> None:
    """Drop the sign-offs of the article's claims: its title and publisher are on their public pages."""
    parts = [f"a{article.pk}.{name}" for name in changed]
    claims = Claim.objects.filter(article=article)
    invalidate_claims(actor, claims, parts=parts, because=message("article_changed"))


def build_document(raw: str) -> Document:
    """Return pasted text as a document. Raises InvalidInput if it is empty or too long."""
    text = normalise(raw)
    limit = settings.ARTICLE_MAX_CHARACTERS
    if not text.strip():
        raise InvalidInput(
            _("The article has no text."), fields={"text": _("Paste the text of the article.")}
        )
    if len(text) > limit:
        raise InvalidInput(
            _("The article has %(count)s characters; the limit is %(limit)s.")
            % {"count": f"{len(text):,}", "limit": f"{limit:,}"},
            fields={"text": _("At most %(limit)s characters.") % {"limit": f"{limit:,}"}},
        )
    blocks = find_blocks(text)
    details = extract_details(text, blocks)
    return Document(
        title=details.title,
        text=text,
        blocks=blocks,
        source_name=details.source_name,
        source_url=details.source_url,
        language=details.language,
        kind="txt",
    )


def find_revision(desk: Desk, sha256: str) -> Revision | None:
    return Revision.objects.select_related("article").filter(desk=desk, sha256=sha256).first()


@transaction.atomic
def _create(actor: User, desk: Desk, document: Document, sha256: str, metadata: dict[str, str]) -> Submission:
    article = Article.objects.create(
        desk=desk,
        title=(metadata.get("title") or document.title or document.text.strip()[:80])[:300],
        source_name=(metadata.get("source_name") or document.source_name)[:200],
        source_url=metadata.get("source_url") or document.source_url,
        language=document.language,
        submitted_by=actor,
    )
    revision = create_first_revision(article, document, sha256, author_id=actor.pk)
    record_event(actor, "article.submitted", article, desk_id=desk.pk, sha256=sha256)
    return Submission(article, revision, created=True)


def create_first_revision(article: Article, document: Document, sha256: str, *, author_id: int) -> Revision:
    """Store the text of a document as the first revision of an article."""
    return Revision.objects.create(
        article=article,
        desk_id=article.desk_id,
        text=document.text,
        sha256=sha256,
        blocks=[[block.kind, block.start, block.end] for block in document.blocks],
        warnings=[warning.to_json() for warning in document.warnings],
        created_by_id=author_id,
    )
