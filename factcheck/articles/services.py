"""Taking articles in. The same text twice on one desk is answered with the article that exists."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.articles.models import Article, Revision
from factcheck.audit.services import record_event
from factcheck.desks.models import Desk, User
from factcheck.exceptions import InvalidInput
from factcheck.text.blocks import find_blocks
from factcheck.text.ingest import Document, extract_details, read_document
from factcheck.text.normalise import normalise

EDITABLE = ("title", "source_name", "source_url", "language")


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of a text: its article and revision, and whether they are new."""

    article: Article
    revision: Revision
    created: bool


def submit_text(actor: User, *, desk: Desk, text: str, **said: str) -> Submission:
    """Submit pasted text; what is `said` of it (title, source_name, source_url) goes before its own words."""
    return submit_document(actor, desk=desk, document=_pasted(text), **said)


def _pasted(raw: str) -> Document:
    text = normalise(raw)
    limit = settings.ARTICLE_MAX_CHARACTERS
    if not text.strip():
        raise InvalidInput(_("The article has no text."), fields={"text": _("Paste the article's words.")})
    if len(text) > limit:
        raise InvalidInput(
            _("The article has %(count)s characters; at most %(limit)s are taken.")
            % {"count": f"{len(text):,}", "limit": f"{limit:,}"},
            fields={"text": _("At most %(limit)s characters.") % {"limit": f"{limit:,}"}},
        )
    blocks = find_blocks(text)
    found = extract_details(text, blocks)
    return Document(
        title=found.title,
        text=text,
        blocks=blocks,
        source_name=found.source_name,
        source_url=found.source_url,
        language=found.language,
        kind="txt",
    )


def submit_file(actor: User, *, desk: Desk, data: bytes, filename: str, **said: str) -> Submission:
    """Submit a file (txt, html, docx, pdf)."""
    if len(data) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 1_000_000
        raise InvalidInput(
            _("The file is too large."), fields={"file": _("At most %(limit)s MB.") % {"limit": limit}}
        )
    try:
        document = read_document(data, filename=filename, limit=settings.ARTICLE_MAX_CHARACTERS)
    except InvalidInput as refusal:
        raise InvalidInput(refusal.message, fields={"file": refusal.message}) from refusal
    return submit_document(actor, desk=desk, document=document, **said)


def submit_document(actor: User, *, desk: Desk, document: Document, **said: str) -> Submission:
    """Keep a document as an article with its first revision, unless the desk has this very text."""
    permissions.ensure_permission(actor, "article.submit", desk)
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    known = _with_text(desk, sha256)
    if known is None:
        try:
            return _create(actor, desk, document, sha256, said)
        except IntegrityError:  # somebody submitted the same text at the same moment
            known = _with_text(desk, sha256)
            if known is None:
                raise
    return Submission(known.article, known, created=False)


def _with_text(desk: Desk, sha256: str) -> Revision | None:
    return Revision.objects.select_related("article").filter(desk=desk, sha256=sha256).first()


@transaction.atomic
def _create(actor: User, desk: Desk, document: Document, sha256: str, said: dict[str, str]) -> Submission:
    article = Article.objects.create(
        desk=desk,
        title=(said.get("title") or document.title or document.text.strip()[:80])[:300],
        source_name=(said.get("source_name") or document.source_name)[:200],
        source_url=said.get("source_url") or document.source_url,
        language=document.language,
        submitted_by=actor,
    )
    revision = Revision.objects.create(
        article=article,
        desk=desk,
        text=document.text,
        sha256=sha256,
        blocks=[[block.kind, block.start, block.end] for block in document.blocks],
        created_by=actor,
    )
    record_event(actor, "article.submitted", article, desk_id=desk.pk, sha256=sha256)
    return Submission(article, revision, created=True)


@transaction.atomic
def edit_article(actor: User, *, article: Article, **changes: Any) -> Article:
    """Change what is said about an article (never its text: that takes a new revision)."""
    permissions.ensure_permission(actor, "article.edit", article)
    if not changes.get("title", article.title).strip():
        raise InvalidInput(
            _("An article needs a title."), fields={"title": _("Say what the article is called.")}
        )
    article = Article.objects.select_for_update().get(pk=article.pk)
    changed = [name for name in EDITABLE if name in changes and changes[name] != getattr(article, name)]
    for name in changed:
        setattr(article, name, changes[name])
    if changed:
        article.save(update_fields=changed)
        record_event(actor, "article.edited", article, desk_id=article.desk_id, fields=changed)
    return article
