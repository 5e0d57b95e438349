"""The recipients of an event: a table from action to function. An action that is not in it notifies nobody.

Before the reveal nothing here may depend on who has rated: assessments are read for revealed claims only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.notifications.kinds import STEP_SENTENCES, NotificationKind
from factcheck.review.models import Assessment, Comment, ReviewerAssignment, Verdict


@dataclass(frozen=True, slots=True)
class Recipient:
    """One user to notify, the kind of notification, and the claim and comment that it links to."""

    user: int
    kind: NotificationKind
    claim: int | None
    comment: int | None = None


def recipients_of(event: Event) -> list[Recipient]:
    """Return the recipients of an event without its actor; each user once, for the first reason."""
    find = RECIPIENTS.get(event.action)
    recipients: dict[int, Recipient] = {}
    for recipient in find(event) if find else ():
        recipients.setdefault(recipient.user, recipient)
    recipients.pop(event.actor_id or 0, None)
    return list(recipients.values())


def _of_comment(event: Event) -> Iterable[Recipient]:
    rows = Comment.objects.select_related("parent", "evidence", "verdict").filter(deleted_at__isnull=True)
    comment = rows.filter(pk=event.target_id).first()
    if comment is None:
        return
    target = {"claim": _claim_id(comment), "comment": comment.pk}
    for user in event.data.get("mentions", ()):
        yield Recipient(user, NotificationKind.MENTION, **target)
    if comment.parent and event.action == "comment.written":
        earlier = Comment.objects.filter(parent=comment.parent, pk__lt=comment.pk)
        for user in [comment.parent.author_id, *earlier.values_list("author_id", flat=True)]:
            yield Recipient(user, NotificationKind.REPLY, **target)


def _claim_id(comment: Comment) -> int | None:
    return comment.claim_id or getattr(comment.evidence or comment.verdict, "claim_id", None)


def _of_reviewer_assignment(event: Event) -> Iterable[Recipient]:
    yield Recipient(event.data["reviewer"], NotificationKind.ASSIGNMENT, event.data["claim"])


def _of_claim_edit(event: Event) -> Iterable[Recipient]:
    claim = Claim.objects.filter(pk=event.target_id).first()
    if claim and claim.assignee_id and "assignee" in event.data.get("fields", ()):
        yield Recipient(claim.assignee_id, NotificationKind.ASSIGNMENT, claim.pk)


def _of_step(event: Event) -> Iterable[Recipient]:
    claim = Claim.objects.filter(pk=event.target_id).first()
    if claim is None:
        return
    assignments = ReviewerAssignment.objects.filter(claim=claim, recused_at__isnull=True)
    users = [
        *assignments.values_list("reviewer_id", flat=True),
        *Verdict.objects.filter(claim=claim, current=True).values_list("proposed_by_id", flat=True),
        *Assessment.objects.revealed().filter(claim=claim).values_list("reviewer_id", flat=True),
    ]
    for user in filter(None, [claim.assignee_id, *users]):
        yield Recipient(user, NotificationKind.STEP, claim.pk)


RECIPIENTS: dict[str, Callable[[Event], Iterable[Recipient]]] = {
    "comment.written": _of_comment,
    "comment.edited": _of_comment,
    "reviewer.assigned": _of_reviewer_assignment,
    "claim.edited": _of_claim_edit,
    **dict.fromkeys(STEP_SENTENCES, _of_step),
}
