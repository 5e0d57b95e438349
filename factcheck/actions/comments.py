"""Write, edit, delete and resolve comments on an article, a claim, evidence or a verdict."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import permissions
from factcheck.actions.claim_state import mark_touched
from factcheck.articles.models import Article
from factcheck.audit.services import lock_chain, record_event
from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.desks.selectors import member_names
from factcheck.enum_labels import verbose_name_of
from factcheck.enums import CommentTarget
from factcheck.evidence.models import Evidence
from factcheck.exceptions import ConflictError, InvalidInput, PermissionDenied
from factcheck.limits import ensure_text
from factcheck.review.mentions import find_mentions
from factcheck.review.models import Comment, Verdict

Commentable = Article | Claim | Evidence | Verdict


@transaction.atomic
def add_comment(actor: User, *, on: Commentable, body: str, quote: str = "") -> Comment:
    """Start a thread. `body` is Markdown; `quote` is a passage of the thing that the comment is on."""
    permissions.ensure_permission(actor, "comment.write", on)
    target = CommentTarget(str(on._meta.model_name))
    quote = _validate_quote(on, quote)
    return _save_new(Comment(desk_id=on.desk_id, author=actor, body=body, quote=quote, **{target: on}))


@transaction.atomic
def reply_to_comment(actor: User, *, to: Comment, body: str) -> Comment:
    """Reply in a thread. A reply to a reply joins the same thread: threads have one level."""
    permissions.ensure_permission(actor, "comment.write", to)
    first = to.parent or to
    target = {f"{first.target_kind}_id": first.target_id}
    return _save_new(Comment(desk_id=first.desk_id, author=actor, body=body, parent=first, **target))


@transaction.atomic
def edit_comment(actor: User, *, comment: Comment, body: str) -> Comment:
    """Change one's own comment. Earlier versions stay in its history."""
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = _lock(comment)
    if comment.author_id != actor.pk:
        raise PermissionDenied(_("Only the author edits a comment. Reply to it instead."))
    before = set(comment.mentions)
    comment.body = _validate_body(body)
    # Only members of the desk: the name of a stranger must not reveal that they exist.
    comment.mentions = find_mentions(comment.body, member_names(comment.desk_id))
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "mentions", "edited_at"])
    _record(actor, "comment.edited", comment, sorted(set(comment.mentions) - before))
    return comment


@transaction.atomic
def delete_comment(actor: User, *, comment: Comment) -> Comment:
    """Delete the text of one's own comment, or as an editor that of another's.

    The row stays with its author and dates, and so do the replies.
    """
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = _lock(comment)
    if comment.author_id != actor.pk:
        permissions.ensure_permission(actor, "comment.remove", comment)
    comment.body, comment.quote, comment.mentions = "", "", []
    comment.deleted_at, comment.deleted_by = timezone.now(), actor
    comment.save(update_fields=["body", "quote", "mentions", "deleted_at", "deleted_by"])
    record_event(actor, "comment.deleted", comment, desk_id=comment.desk_id)
    return comment


@transaction.atomic
def set_thread_resolved(actor: User, *, comment: Comment, resolved: bool) -> Comment:
    """Resolve a thread by its first comment, or reopen it."""
    permissions.ensure_permission(actor, "comment.write", comment)
    comment = _lock_row(comment)
    if comment.parent_id:
        raise ConflictError(_("Threads are resolved at their first comment."))
    if bool(comment.resolved_at) != resolved:
        comment.resolved_at = timezone.now() if resolved else None
        comment.resolved_by = actor if resolved else None
        comment.save(update_fields=["resolved_at", "resolved_by"])
        action = "comment.resolved" if resolved else "comment.reopened"
        record_event(actor, action, comment, desk_id=comment.desk_id)
    return comment


def _validate_quote(on: Commentable, quote: str) -> str:
    """Return the quote with single spaces. Raises InvalidInput for text that is not in the thing."""
    quote = ensure_text(" ".join(quote.split()), "passage", field="quote")
    if quote and not any(quote in " ".join(text.split()) for text in _list_texts(on)):
        raise InvalidInput(
            _("The %(thing)s does not contain this passage.") % {"thing": verbose_name_of(on)},
            fields={"quote": _("Copy the passage exactly.")},
        )
    return quote


def _list_texts(on: Commentable) -> list[str]:
    if isinstance(on, Article):
        return [on.revisions.latest("number").text]
    if isinstance(on, Claim):
        return [on.quote, on.text]
    return [on.quote if isinstance(on, Evidence) else on.reasons]


def _lock(comment: Comment) -> Comment:
    comment = _lock_row(comment)
    if comment.deleted_at:
        raise ConflictError(_("This comment was deleted."))
    return comment


def _lock_row(comment: Comment) -> Comment:
    # The chain first, then the row: a merge of claims has the chain when it moves the comments of a claim.
    lock_chain(comment.desk_id)
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _save_new(comment: Comment) -> Comment:
    comment.body = _validate_body(comment.body)
    comment.mentions = find_mentions(comment.body, member_names(comment.desk_id))
    lock_chain(comment.desk_id)  # before the claim that is marked as used; `claim_state` states the order
    comment.save()
    # Otherwise a later split run could delete the claim, and the comment with it.
    if comment.claim_id:
        mark_touched(comment.claim_id)
    _record(comment.author, "comment.written", comment, comment.mentions, on=comment.target_kind)
    return comment


def _record(actor: User, action: str, comment: Comment, mentions: list[int], **data: str) -> None:
    """Record an event with the ids of the members who are newly mentioned: they are notified by it."""
    mentioned = {"mentions": mentions} if mentions else {}
    record_event(actor, action, comment, desk_id=comment.desk_id, **data, **mentioned)


def _validate_body(body: str) -> str:
    if not body.strip():
        raise InvalidInput(_("A comment needs some text."), fields={"body": _("Write something first.")})
    return ensure_text(body.strip(), "comment", field="body")
