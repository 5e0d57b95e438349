"""How far the reviewers of a desk or an article agree. Only of claims that are revealed: the rest is still blind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import AgreementOutcome, ExclusionReason
from factcheck.review.agreement import (
    AgreementStatistics,
    RatingValue,
    classify_agreement,
    compute_statistics,
    mean_distance,
    pairwise_statistics,
)
from factcheck.review.models import Assessment

MAX_CONTESTED = 20


@dataclass(frozen=True, slots=True)
class RaterPair:
    """Two raters and how far they agree on the claims that both rated."""

    one: User
    other: User
    before: AgreementStatistics | None
    after: AgreementStatistics | None


@dataclass(frozen=True, slots=True)
class ContestedClaim:
    """A claim with how far its ratings lay apart at the reveal, from 0 to 1, and what they came to."""

    claim: Claim
    apart: float
    at_reveal: AgreementOutcome
    now: AgreementOutcome


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Before the reveal (blind) and after it (revised)."""

    before: AgreementStatistics
    after: AgreementStatistics
    pairs: list[RaterPair]
    contested: list[ContestedClaim]


def build_agreement_report(desk_id: int, *, article: int | None = None) -> AgreementReport:
    """The figures of a desk, or of one of its articles. Four queries, whatever the number of claims."""
    rows = Assessment.objects.filter(desk_id=desk_id, claim__set_aside=ExclusionReason.NO).revealed()
    if article is not None:
        rows = rows.filter(claim__article=article)
    before, after = list_rating_values(rows, "blind_rating"), list_rating_values(rows, "rating")
    return AgreementReport(
        compute_statistics(before),
        compute_statistics(after),
        _pairs(before, after),
        _contested(before, after),
    )


def list_rating_values(rows: QuerySet[Assessment], field: str) -> list[RatingValue]:
    """The ratings as values; `field` is `blind_rating` (as it was at the reveal) or `rating` (as it is now)."""
    told = rows.filter(**{f"{field}__isnull": False}).order_by("claim_id", "reviewer_id")
    columns = ("claim_id", "reviewer_id", f"{field}__slug", f"{field}__value", f"{field}__scale__best")
    return [RatingValue(*row) for row in told.values_list(*columns)]


def _pairs(before: list[RatingValue], after: list[RatingValue]) -> list[RaterPair]:
    blind, revised = pairwise_statistics(before), pairwise_statistics(after)
    names = User.objects.in_bulk({rater for pair in blind | revised for rater in pair})
    return [
        RaterPair(names[one], names[other], blind.get((one, other)), revised.get((one, other)))
        for one, other in sorted(blind | revised)
    ]


def _contested(before: list[RatingValue], after: list[RatingValue]) -> list[ContestedClaim]:
    """The claims whose blind ratings lay furthest apart, those first."""
    blind, revised = _by_claim(before), _by_claim(after)
    apart = {claim: mean_distance(rated) for claim, rated in blind.items()}
    worst = sorted((claim for claim in apart if apart[claim]), key=lambda claim: (-apart[claim], claim))
    found = Claim.objects.select_related("article").in_bulk(worst[:MAX_CONTESTED])
    return [
        ContestedClaim(
            found[claim], apart[claim], classify_agreement(blind[claim]), classify_agreement(revised[claim])
        )
        for claim in worst[:MAX_CONTESTED]
    ]


def _by_claim(judged: Iterable[RatingValue]) -> dict[int, list[RatingValue]]:
    rated: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for one in judged:
        rated[one.unit].append(one)
    return rated
