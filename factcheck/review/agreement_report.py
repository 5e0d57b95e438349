"""The agreement of the reviewers of a desk or an article. Only revealed claims count: the others are still blind."""

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
    """Two raters and their agreement on the claims that both rated, before and after the reveal."""

    first: User
    second: User
    before: AgreementStatistics | None
    after: AgreementStatistics | None


@dataclass(frozen=True, slots=True)
class ContestedClaim:
    """A claim with the distance of its ratings at the reveal, from 0 to 1, and whether they agreed then and now."""

    claim: Claim
    distance: float
    at_reveal: AgreementOutcome
    now: AgreementOutcome


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Statistics of the blind ratings (before) and the revised ones (after)."""

    before: AgreementStatistics
    after: AgreementStatistics
    pairs: list[RaterPair]
    contested: list[ContestedClaim]


def build_agreement_report(desk_id: int, *, article: int | None = None) -> AgreementReport:
    """Return the report of a desk, or of one of its articles.

    Four queries, whatever the number of claims.
    """
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
    """Return ratings as plain values.

    `field` is "blind_rating" (the rating at the reveal) or "rating" (the rating now).
    """
    given = rows.filter(**{f"{field}__isnull": False}).order_by("claim_id", "reviewer_id")
    columns = ("claim_id", "reviewer_id", f"{field}__slug", f"{field}__value", f"{field}__scale__best")
    return [RatingValue(*row) for row in given.values_list(*columns)]


def _pairs(before: list[RatingValue], after: list[RatingValue]) -> list[RaterPair]:
    blind, revised = pairwise_statistics(before), pairwise_statistics(after)
    names = User.objects.in_bulk({rater for pair in blind | revised for rater in pair})
    return [
        RaterPair(names[pair[0]], names[pair[1]], blind.get(pair), revised.get(pair))
        for pair in sorted(blind | revised)
    ]


def _contested(before: list[RatingValue], after: list[RatingValue]) -> list[ContestedClaim]:
    """Return the claims whose blind ratings differed most, those first."""
    blind, revised = _by_claim(before), _by_claim(after)
    distances = {claim: mean_distance(rated) for claim, rated in blind.items()}
    worst = sorted(
        (claim for claim in distances if distances[claim]), key=lambda claim: (-distances[claim], claim)
    )
    claims = Claim.objects.select_related("article").in_bulk(worst[:MAX_CONTESTED])
    return [
        ContestedClaim(
            claims[pk],
            distances[pk],
            classify_agreement(blind[pk]),
            classify_agreement(revised[pk]),
        )
        for pk in worst[:MAX_CONTESTED]
    ]


def _by_claim(values: Iterable[RatingValue]) -> dict[int, list[RatingValue]]:
    grouped: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for value in values:
        grouped[value.unit].append(value)
    return grouped
