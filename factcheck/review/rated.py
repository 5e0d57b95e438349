"""How far the reviewers of a desk or an article agree. Only of claims that are revealed: the rest is still blind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from factcheck.claims.models import Claim
from factcheck.desks.models import User
from factcheck.enums import AgreementOutcome, ExclusionReason
from factcheck.review.agreement import Figures, Judged, by_pair, disagreement, figures, outcome
from factcheck.review.models import Assessment

MOST_CONTESTED = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters and how far they agree on the claims that both rated."""

    one: User
    other: User
    before: Figures | None
    after: Figures | None


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim with how far its ratings lay apart at the reveal, from 0 to 1, and what they came to."""

    claim: Claim
    apart: float
    at_reveal: AgreementOutcome
    now: AgreementOutcome


@dataclass(frozen=True, slots=True)
class Agreements:
    """Before the reveal (blind) and after it (revised)."""

    before: Figures
    after: Figures
    pairs: list[Pair]
    contested: list[Contested]


def agreements(desk_id: int, *, article: int | None = None) -> Agreements:
    """The figures of a desk, or of one of its articles. Four queries, whatever the number of claims."""
    rows = Assessment.objects.filter(desk_id=desk_id, claim__set_aside=ExclusionReason.NO).revealed()
    if article is not None:
        rows = rows.filter(claim__article=article)
    before, after = judged_in(rows, "blind_rating"), judged_in(rows, "rating")
    return Agreements(figures(before), figures(after), _pairs(before, after), _contested(before, after))


def judged_in(rows: QuerySet[Assessment], field: str) -> list[Judged]:
    """The ratings as values; `field` is `blind_rating` (as it was at the reveal) or `rating` (as it is now)."""
    told = rows.filter(**{f"{field}__isnull": False}).order_by("claim_id", "reviewer_id")
    columns = ("claim_id", "reviewer_id", f"{field}__slug", f"{field}__value", f"{field}__scale__best")
    return [Judged(*row) for row in told.values_list(*columns)]


def _pairs(before: list[Judged], after: list[Judged]) -> list[Pair]:
    blind, revised = by_pair(before), by_pair(after)
    names = User.objects.in_bulk({rater for pair in blind | revised for rater in pair})
    return [
        Pair(names[one], names[other], blind.get((one, other)), revised.get((one, other)))
        for one, other in sorted(blind | revised)
    ]


def _contested(before: list[Judged], after: list[Judged]) -> list[Contested]:
    """The claims whose blind ratings lay furthest apart, those first."""
    blind, revised = _by_claim(before), _by_claim(after)
    apart = {claim: disagreement(rated) for claim, rated in blind.items()}
    worst = sorted((claim for claim in apart if apart[claim]), key=lambda claim: (-apart[claim], claim))
    found = Claim.objects.select_related("article").in_bulk(worst[:MOST_CONTESTED])
    return [
        Contested(found[claim], apart[claim], outcome(blind[claim]), outcome(revised[claim]))
        for claim in worst[:MOST_CONTESTED]
    ]


def _by_claim(judged: Iterable[Judged]) -> dict[int, list[Judged]]:
    rated: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        rated[one.unit].append(one)
    return rated
