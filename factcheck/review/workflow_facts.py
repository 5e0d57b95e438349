"""Load the facts that the conditions of the workflow look at."""

from typing import Any

from factcheck.claims.models import Claim
from factcheck.desks.models import Rating
from factcheck.enums import ClaimState, EvidenceStatus, ExclusionReason
from factcheck.evidence.models import Evidence
from factcheck.review.agreement import RatingValue, matches_agreement
from factcheck.review.conditions import WorkflowFacts
from factcheck.review.independence import is_signed_by_changer_only
from factcheck.review.models import (
    Assessment,
    Publication,
    ReviewerAssignment,
    SignOff,
    SubstanceChange,
    Verdict,
)

COUNTED_STATUSES = [status for status in EvidenceStatus if status.is_counted]


def load_facts(
    claim: Claim,
    *,
    actor: Any = None,
    rating: Rating | None = None,
    reason: str = "",
    correction: str | None = None,
) -> WorkflowFacts:
    """Return the facts of a claim for `actor`. `rating` and `correction` belong to a verdict that is proposed."""
    # All facts are loaded whatever the step needs. At most eight small queries, and one place to read them from.
    desk = claim.desk
    actor_id: int = getattr(actor, "pk", None) or 0
    assignments = list(ReviewerAssignment.objects.filter(claim=claim))
    assigned = [row for row in assignments if row.assigned_by_id]
    verdict = Verdict.objects.filter(claim=claim, current=True).first()
    signers = list_signer_ids(verdict) if verdict else []
    changers = list_changer_ids(verdict) if verdict else set()
    # Without a new proposal the correction is the one of the current verdict, which publishing asks for.
    if correction is None:
        correction = verdict.correction if verdict else ""
    return WorkflowFacts(
        state=ClaimState(claim.state),
        set_aside=ExclusionReason(claim.set_aside),
        ratings=Assessment.objects.filter(claim=claim).count(),
        quorum=claim.effective_quorum,
        reviewers=sum(row.recused_at is None for row in assigned) if assigned else None,
        counted_evidence=Evidence.objects.filter(claim=claim, lifecycle__in=COUNTED_STATUSES).count(),
        needs_evidence=rating.needs_evidence if rating else True,
        follows_ratings=matches_agreement(rating.slug, load_rating_values(claim)) if rating else True,
        signoffs=len(signers),
        signoffs_needed=desk.signoffs,
        is_glass_broken=bool(verdict and verdict.glass_reason),
        is_proposer=bool(verdict and verdict.proposed_by_id == actor_id),
        has_signed=actor_id in signers,
        is_signed_by_changer_only=is_signed_by_changer_only(signers, changers),
        would_be_signed_by_changer_only=bool(actor_id)
        and is_signed_by_changer_only({*signers, actor_id}, changers),
        is_recused=any(row.reviewer_id == actor_id and row.recused_at for row in assignments),
        is_stale=bool(verdict and verdict.stale_since),
        was_published=Publication.objects.filter(claim=claim).exists(),
        reason=reason,
        correction=correction,
    )


def list_signer_ids(verdict: Verdict) -> list[int]:
    """Return the ids of the members whose sign-off of a verdict is valid."""
    signoffs = SignOff.objects.filter(verdict=verdict, dropped_at__isnull=True)
    return list(signoffs.values_list("member_id", flat=True))


def list_changer_ids(verdict: Verdict) -> set[int]:
    """Return the ids of those who changed what a verdict rests on after it was proposed."""
    return set(SubstanceChange.objects.filter(verdict=verdict).values_list("changed_by_id", flat=True))


def load_rating_values(claim: Claim, *, blind: bool = False) -> list[RatingValue]:
    """Return the ratings of a claim as they are now, or as they were at the reveal.

    The caller makes sure that the claim is revealed if the result is shown.
    """
    field = "blind_rating" if blind else "rating"
    rows = Assessment.objects.filter(claim=claim, **{f"{field}__isnull": False}).values_list(
        "reviewer_id", f"{field}__slug", f"{field}__value", f"{field}__scale__best"
    )
    return [RatingValue(claim.pk, *row) for row in rows]
