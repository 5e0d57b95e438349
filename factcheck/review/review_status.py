"""Where a claim stands, as one person may see it: who rates it, what that came to, who signed, what is public."""

from dataclasses import dataclass
from typing import Any

from factcheck.actions.workflow import AvailableStep, available_steps
from factcheck.claims.models import Claim
from factcheck.enums import AgreementOutcome
from factcheck.review.agreement import classify_agreement, percent_agreement
from factcheck.review.models import Publication, ReviewerAssignment, SignOff, Verdict
from factcheck.review.publishing import content_digest
from factcheck.review.workflow_facts import load_rating_values


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """What the page says of the review of a claim. Nothing in it depends on ratings that are still blind."""

    quorum: int
    signoffs_needed: int
    reviewers: list[ReviewerAssignment]
    recused: list[ReviewerAssignment]
    at_reveal: AgreementOutcome | None
    now: AgreementOutcome | None
    same_at_reveal: float | None
    same_now: float | None
    signed: list[SignOff]
    dropped: list[SignOff]
    published: Publication | None
    seen: str
    forward: list[AvailableStep]
    with_reason: list[AvailableStep]
    waiting: list[AvailableStep]


def load_review_status(user: Any, claim: Claim, verdict: Verdict | None) -> ReviewStatus:
    desk = claim.desk
    rows = list(ReviewerAssignment.objects.filter(claim=claim).select_related("reviewer"))
    signoffs = (
        SignOff.objects.filter(verdict=verdict).select_related("member", "dropped_by") if verdict else []
    )
    then, now = (
        (load_rating_values(claim, blind=True), load_rating_values(claim)) if claim.is_revealed else ([], [])
    )
    steps = available_steps(user, claim)
    may = [offer for offer in steps if not offer.missing]
    return ReviewStatus(
        quorum=claim.quorum or desk.quorum,
        signoffs_needed=desk.signoffs,
        reviewers=[row for row in rows if not row.recused_at],
        recused=[row for row in rows if row.recused_at],
        at_reveal=classify_agreement(then) if claim.is_revealed else None,
        now=classify_agreement(now) if claim.is_revealed else None,
        same_at_reveal=percent_agreement(then),
        same_now=percent_agreement(now),
        signed=[one for one in signoffs if not one.dropped_at],
        dropped=[one for one in signoffs if one.dropped_at],
        published=Publication.objects.filter(claim=claim).last(),
        seen=content_digest(claim) if verdict else "",
        forward=[offer for offer in may if not offer.asks_reason],
        with_reason=[offer for offer in may if offer.asks_reason],
        waiting=[offer for offer in steps if offer.missing],
    )
