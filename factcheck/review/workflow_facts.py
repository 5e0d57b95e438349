"""Gathering what the workflow's decisions look at, from the database."""

from typing import Any

from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason
from factcheck.evidence.models import Evidence
from factcheck.review.agreement import RatingValue, matches_agreement
from factcheck.review.conditions import Facts
from factcheck.review.models import Assessment, Publication, ReviewerAssignment, SignOff, Verdict

COUNTED_STATUSES = [lifecycle for lifecycle in EvidenceStatus if lifecycle.is_counted]


def load_facts(
    claim: Claim,
    *,
    actor: Any = None,
    rating: Rating | None = None,
    reason: str = "",
    correction: str | None = None,
) -> Facts:
    """The facts of a claim for `actor`; `rating` and `correction` are of a verdict to be proposed."""
    desk = claim.desk
    me = getattr(actor, "pk", None)
    reviewings = list(ReviewerAssignment.objects.filter(claim=claim))
    assigned = [one for one in reviewings if one.assigned_by_id]
    verdict = Verdict.objects.filter(claim=claim, current=True).first()
    signed = list(signer_ids(verdict)) if verdict else []
    if correction is None:
        correction = verdict.correction if verdict else ""
    return Facts(
        state=ClaimState(claim.state),
        set_aside=ExclusionReason(claim.set_aside),
        ratings=Assessment.objects.filter(claim=claim).count(),
        quorum=claim.quorum or desk.quorum,
        reviewers=sum(one.recused_at is None for one in assigned) if assigned else None,
        counting_evidence=Evidence.objects.filter(claim=claim, lifecycle__in=COUNTED_STATUSES).count(),
        needs_evidence=rating.needs_evidence if rating else True,
        follows_ratings=matches_agreement(rating.slug, load_rating_values(claim)) if rating else True,
        signoffs=len(signed),
        signoffs_needed=desk.signoffs,
        is_glass_broken=bool(verdict and verdict.glass_reason),
        is_proposer=bool(verdict and verdict.proposed_by_id == me),
        has_signed=me in signed,
        is_recused=any(one.reviewer_id == me and one.recused_at for one in reviewings),
        is_stale=bool(verdict and verdict.stale_since),
        was_published=Publication.objects.filter(claim=claim).exists(),
        reason=reason,
        correction=correction,
    )


def signer_ids(verdict: Verdict) -> Any:
    """The ids of those whose sign-off of a verdict stands."""
    return SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True).values_list(
        "member_id", flat=True
    )


def load_rating_values(claim: Claim, *, blind: bool = False) -> list[RatingValue]:
    """The ratings of a claim as they are now, or as they were at the reveal. For claims that are revealed."""
    found = "blind_rating" if blind else "rating"
    rows = Assessment.objects.filter(claim=claim, **{f"{found}__isnull": False}).values_list(
        "reviewer_id", f"{found}__slug", f"{found}__value", f"{found}__scale__best"
    )
    return [RatingValue(claim.pk, *row) for row in rows]
