"""Talking about an article, a claim, a piece of evidence or a verdict, in threads that can be resolved."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import mark_touched
from factcheck.articles.models import Article
from factcheck.audit.services import record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.desks.selectors import member_names
from factcheck.enum_labels import verbose_name_of
from factcheck.enums import CommentTarget
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from factcheck.review.mentions import find_mentions
from factcheck.review.models import Comment, Verdict

Commentable = Article | Claim | Evidence | Verdict


@transaction.atomic
def add_comment(actor: User, *, on: Commentable, body: str, quote: str = "") -> Comment:
    """Begin a thread on an article, claim, piece of evidence or verdict. `body` is Markdown, `quote` its words."""
    permissions.ensure_permission(actor, "comment.write", on)
    target = CommentTarget(str(on._meta.model_name))
    row = Comment(desk_id=on.desk_id, author=actor, body=body, quote=check_quote(on, quote), **{target: on})
    return _save_comment(row)


@transaction.atomic
def reply_to_comment(actor: User, *, to: Comment, body: str) -> Comment:
    """Answer in a thread; an answer to an answer joins the same thread."""
    permissions.ensure_permission(actor, "comment.write", to)
    first = to.parent or to
    target = {f"{first.target_kind}_id": first.target_id}
    return _save_comment(Comment(desk_id=first.desk_id, author=actor, body=body, parent=first, **target))


@transaction.atomic
def edit_comment(actor: User, *, comment: Comment, body: str) -> Comment:
    """Change one's own comment; what it said before stays in its history."""
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = _lock_comment(comment)
    if comment.author_id != actor.pk:
        raise PermissionDenied(_("A comment is edited by the person who wrote it. Answer it instead."))
    before = set(comment.mentions)
    comment.body = _validate_body(body)
    comment.mentions = find_mentions(comment.body, member_names(comment.desk_id))
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "mentions", "edited_at"])
    _record_event(actor, "comment.edited", comment, sorted(set(comment.mentions) - before))
    return comment


@transaction.atomic
def delete_comment(actor: User, *, comment: Comment) -> Comment:
    """Take back one's own comment, or as an editor remove another's. Its answers, and who wrote it when, stay."""
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = _lock_comment(comment)
    if comment.author_id != actor.pk:
        permissions.ensure_permission(actor, "comment.remove", comment)
    comment.body, comment.quote, comment.mentions = "", "", []
    comment.deleted_at, comment.deleted_by = timezone.now(), actor
    comment.save(update_fields=["body", "quote", "mentions", "deleted_at", "deleted_by"])
    record_event(actor, "comment.deleted", comment, desk_id=comment.desk_id)
    return comment


@transaction.atomic
def set_thread_resolved(actor: User, *, comment: Comment, resolved: bool) -> Comment:
    """Close a thread, or open it again."""
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.parent_id:
        raise ConflictError(_("Threads are resolved at their first comment."))
    if bool(comment.resolved_at) != resolved:
        comment.resolved_at = timezone.now() if resolved else None
        comment.resolved_by = actor if resolved else None
        comment.save(update_fields=["resolved_at", "resolved_by"])
        record_event(
            actor, "comment.resolved" if resolved else "comment.reopened", comment, desk_id=comment.desk_id
        )
    return comment


def check_quote(on: Commentable, quote: str) -> str:
    """The quote in one line; InvalidInput unless the thing says just these words."""
    words = " ".join(quote.split())
    if words and not any(words in " ".join(text.split()) for text in _texts(on)):
        raise InvalidInput(
            _("The %(thing)s does not say this.") % {"thing": verbose_name_of(on)},
            fields={"quote": _("Copy the passage exactly.")},
        )
    return words


def _texts(on: Commentable) -> list[str]:
    if isinstance(on, Article):
        return [on.revisions.latest("number").text]
    if isinstance(on, Claim):
        return [on.quote, on.text]
    return [on.quote if isinstance(on, Evidence) else on.reasons]


def _lock_comment(comment: Comment) -> Comment:
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.deleted_at:
        raise ConflictError(_("This comment was deleted."))
    return comment


def _save_comment(row: Comment) -> Comment:
    row.body = _validate_body(row.body)
    row.mentions = find_mentions(row.body, member_names(row.desk_id))
    row.save()
    if row.claim_id:
        mark_touched(row.claim_id)
    _record_event(row.author, "comment.written", row, row.mentions, on=row.target_kind)
    return row


def _record_event(actor: User, action: str, comment: Comment, mentions: list[int], **data: str) -> None:
    """One line of the trail; it names whom the comment newly mentions."""
    named = {"mentions": mentions} if mentions else {}
    record_event(actor, action, comment, desk_id=comment.desk_id, **data, **named)


def _validate_body(body: str) -> str:
    if not body.strip():
        raise InvalidInput(_("A comment needs some words."), fields={"body": _("Write something first.")})
    return body.strip()
