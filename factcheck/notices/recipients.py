"""Whom an event concerns: a table action -> function. An action that is not in it, such as a rating, concerns nobody.

Nothing here may depend on who has rated before the reveal: `Assessment` is asked for revealed claims alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factcheck.audit.models import Event
from factcheck.claims.models import Claim
from factcheck.notices.kinds import STEPS, NoticeKind
from factcheck.review.models import Assessment, Comment, ReviewerAssignment, Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """One person who is told, of what kind, and where it is."""

    user: int
    kind: NoticeKind
    claim: int | None
    comment: int | None = None


def concerned(event: Event) -> list[Told]:
    """Whom an event concerns, but for who did it; each person once, for the first reason."""
    find = RECIPIENTS.get(event.action)
    told: dict[int, Told] = {}
    for one in find(event) if find else ():
        told.setdefault(one.user, one)
    told.pop(event.actor_id or 0, None)
    return list(told.values())


def _comment(event: Event) -> Iterable[Told]:
    rows = Comment.objects.select_related("parent", "evidence", "verdict").filter(deleted_at__isnull=True)
    said = rows.filter(pk=event.target_id).first()
    if said is None:
        return
    place = {"claim": _claim_of(said), "comment": said.pk}
    for user in event.data.get("mentions", ()):
        yield Told(user, NoticeKind.MENTION, **place)
    if said.parent and event.action == "comment.written":
        earlier = Comment.objects.filter(parent=said.parent, pk__lt=said.pk)
        for user in [said.parent.author_id, *earlier.values_list("author_id", flat=True)]:
            yield Told(user, NoticeKind.REPLY, **place)


def _claim_of(said: Comment) -> int | None:
    return said.claim_id or getattr(said.evidence or said.verdict, "claim_id", None)


def _reviewer(event: Event) -> Iterable[Told]:
    yield Told(event.data["reviewer"], NoticeKind.ASSIGNMENT, event.data["claim"])


def _assignee(event: Event) -> Iterable[Told]:
    claim = Claim.objects.filter(pk=event.target_id).first()
    if claim and claim.assignee_id and "assignee" in event.data.get("fields", ()):
        yield Told(claim.assignee_id, NoticeKind.ASSIGNMENT, claim.pk)


def _step(event: Event) -> Iterable[Told]:
    claim = Claim.objects.filter(pk=event.target_id).first()
    if claim is None:
        return
    people = [
        *ReviewerAssignment.objects.filter(claim=claim, recused_at__isnull=True).values_list(
            "reviewer_id", flat=True
        ),
        *Verdict.objects.filter(claim=claim, current=True).values_list("proposed_by_id", flat=True),
        *Assessment.objects.revealed().filter(claim=claim).values_list("reviewer_id", flat=True),
    ]
    for user in filter(None, [claim.assignee_id, *people]):
        yield Told(user, NoticeKind.STEP, claim.pk)


RECIPIENTS: dict[str, Callable[[Event], Iterable[Told]]] = {
    "comment.written": _comment,
    "comment.edited": _comment,
    "reviewer.assigned": _reviewer,
    "claim.edited": _assignee,
    **dict.fromkeys(STEPS, _step),
}
