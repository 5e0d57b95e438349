"""Talking about an article, a claim, a piece of evidence or a verdict, in threads that can be resolved."""

from django.db import transaction
from django.utils import timezone

from factcheck import rules
from factcheck.articles.models import Article
from factcheck.audit.services import record
from factcheck.claims.models import Claim
from factcheck.claims.services import touch
from factcheck.desks.models import User
from factcheck.errors import Conflict, InvalidInput, NotAllowed
from factcheck.evidence.models import Evidence
from factcheck.review.models import Comment, Verdict
from factcheck.terms import CommentTarget

Commentable = Article | Claim | Evidence | Verdict


@transaction.atomic
def comment(actor: User, *, on: Commentable, body: str) -> Comment:
    """Begin a thread on an article, claim, piece of evidence or verdict. `body` is Markdown."""
    rules.require(actor, "comment.write", on)
    target = CommentTarget(str(on._meta.model_name))
    return _write(Comment(desk_id=on.desk_id, author=actor, body=body, **{target: on}))


@transaction.atomic
def reply(actor: User, *, to: Comment, body: str) -> Comment:
    """Answer in a thread; an answer to an answer joins the same thread."""
    rules.require(actor, "comment.write", to)
    first = to.parent or to
    target = {f"{first.target_kind}_id": first.target_id}
    return _write(Comment(desk_id=first.desk_id, author=actor, body=body, parent=first, **target))


@transaction.atomic
def edit_comment(actor: User, *, comment: Comment, body: str) -> Comment:
    """Change one's own comment; what it said before stays in its history."""
    rules.require(actor, "comment.write", comment)
    if comment.author_id != actor.pk:
        raise NotAllowed("A comment is edited by the person who wrote it. Answer it instead.")
    comment.body = _checked(body)
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    record(actor, "comment.edited", comment, desk_id=comment.desk_id)
    return comment


@transaction.atomic
def resolve(actor: User, *, comment: Comment, resolved: bool) -> Comment:
    """Close a thread, or open it again."""
    rules.require(actor, "comment.write", comment)
    if comment.parent_id:
        raise Conflict("Threads are resolved at their first comment.")
    if bool(comment.resolved_at) != resolved:
        comment.resolved_at = timezone.now() if resolved else None
        comment.resolved_by = actor if resolved else None
        comment.save(update_fields=["resolved_at", "resolved_by"])
        record(
            actor, "comment.resolved" if resolved else "comment.reopened", comment, desk_id=comment.desk_id
        )
    return comment


def _write(row: Comment) -> Comment:
    row.body = _checked(row.body)
    row.save()
    if row.claim_id:
        touch(row.claim_id)
    record(row.author, "comment.written", row, desk_id=row.desk_id, on=row.target_kind)
    return row


def _checked(body: str) -> str:
    if not body.strip():
        raise InvalidInput("A comment needs some words.", fields={"body": "Write something first."})
    return body.strip()
