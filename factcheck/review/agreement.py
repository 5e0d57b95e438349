"""Agreement of independent ratings: Krippendorff's alpha, percent agreement, intervals, agreed or contested.

Pure. Alpha as in K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011): nominal, and ordinal by the
ranks of the ratings. Labels without a number have no rank and count in the nominal statistics only.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck.enums import AgreementOutcome

# The 2.5th percentile of 400 samples is the tenth smallest: with fewer it would depend on one or two samples.
BOOTSTRAP_ROUNDS = 400
CONFIDENCE_LEVEL = 0.95
# Fixed, so that a page or report that is made again shows the same interval.
SEED = 20110125

Unit = tuple[Hashable, ...]
"""The values that raters gave one claim. Which rater gave which does not matter to the statistics."""
Estimator = Callable[[Sequence[Unit]], float | None]


@dataclass(frozen=True, slots=True)
class RatingValue:
    """One rating: the claim (`unit`), the rater, the label, and its step on the scale from 1 to `best`.

    `step` is None for a label without a number.
    """

    unit: int
    rater: int
    slug: str
    step: int | None
    best: int


@dataclass(frozen=True, slots=True)
class Statistic:
    """A value with its confidence interval; None where it cannot be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class AgreementStatistics:
    """The agreement of the ratings of some claims. Only claims rated by two or more count."""

    claims: int
    ratings: int
    percent: Statistic
    nominal: Statistic
    ordinal: Statistic


def classify_agreement(values: Sequence[RatingValue]) -> AgreementOutcome:
    """Return whether ratings agree: all have one label, or neighbouring steps of one scale. Otherwise contested."""
    if not values:
        return AgreementOutcome.UNRATED
    if len({value.slug for value in values}) == 1:
        return AgreementOutcome.AGREED
    # Steps of two versions of a scale are not comparable, so neighbours must be on one scale.
    steps = [value.step for value in values if value.step is not None]
    on_one_axis = len(steps) == len(values) and len({value.best for value in values}) == 1
    return (
        AgreementOutcome.AGREED
        if on_one_axis and max(steps) - min(steps) <= 1
        else AgreementOutcome.CONTESTED
    )


def matches_agreement(slug: str, values: Sequence[RatingValue]) -> bool:
    """Return whether a label is one that the raters agreed on. Without ratings every label is."""
    match classify_agreement(values):
        case AgreementOutcome.UNRATED:
            return True
        case AgreementOutcome.AGREED:
            return slug in {value.slug for value in values}
    return False


def percent_agreement(values: Sequence[RatingValue]) -> float | None:
    """Return the share of equal pairs among the ratings of one claim; None for fewer than two ratings."""
    return observed_agreement([tuple(value.slug for value in values)])


def mean_distance(values: Sequence[RatingValue]) -> float:
    """Return the mean distance of all pairs of ratings of one claim, from 0 (all equal) to 1."""
    distances = [_distance(first, second) for first, second in combinations(values, 2)]
    return sum(distances) / len(distances) if distances else 0.0


def _distance(first: RatingValue, second: RatingValue) -> float:
    if first.slug == second.slug:
        return 0.0
    # A label without a number is as far from everything else as possible.
    if first.step is None or second.step is None or first.best != second.best or first.best < 2:
        return 1.0
    return abs(first.step - second.step) / (first.best - 1)


def compute_statistics(values: Iterable[RatingValue], *, seed: int = SEED) -> AgreementStatistics:
    """Return all statistics of some ratings, with bootstrap intervals. The same seed gives the same intervals."""
    by_unit: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for value in values:
        by_unit[value.unit].append(value)
    shared = [rated for _, rated in sorted(by_unit.items()) if len(rated) > 1]
    # Sorted, because equal units are then equal tuples and are counted once in `_alpha`.
    labels = [tuple(sorted(value.slug for value in rated)) for rated in shared]
    steps = [tuple(sorted(value.step for value in rated if value.step is not None)) for rated in shared]
    return AgreementStatistics(
        claims=len(shared),
        ratings=sum(map(len, shared)),
        percent=estimate_statistic(labels, observed_agreement, seed=seed),
        nominal=estimate_statistic(labels, nominal_alpha, seed=seed),
        ordinal=estimate_statistic([unit for unit in steps if len(unit) > 1], ordinal_alpha, seed=seed),
    )


def pairwise_statistics(
    values: Iterable[RatingValue], *, seed: int = SEED
) -> dict[tuple[int, int], AgreementStatistics]:
    """Return the statistics of each pair of raters over the claims that both rated."""
    by_unit: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for value in values:
        by_unit[value.unit].append(value)
    pairs: defaultdict[tuple[int, int], list[RatingValue]] = defaultdict(list)
    for rated in by_unit.values():
        # Sorted by rater, so that each pair of raters has one key.
        for pair in combinations(sorted(rated, key=lambda value: value.rater), 2):
            pairs[pair[0].rater, pair[1].rater] += pair
    return {pair: compute_statistics(shared, seed=seed) for pair, shared in sorted(pairs.items())}


def estimate_statistic(
    units: Sequence[Unit], statistic: Estimator, *, seed: int = SEED, rounds: int = BOOTSTRAP_ROUNDS
) -> Statistic:
    """Return a statistic with its percentile bootstrap interval (B. Efron, 1979).

    Whole claims are drawn with replacement, because the ratings of one claim depend on each other.
    """
    value = statistic(units)
    if value is None or len(units) < 2:
        return Statistic(value)
    draw = random.Random(seed)  # noqa: S311 - no secret: a fixed seed makes the interval reproducible
    drawn = (statistic(draw.choices(units, k=len(units))) for _ in range(rounds))
    samples = sorted(sample for sample in drawn if sample is not None)
    if not samples:
        return Statistic(value)
    edge = (1 - CONFIDENCE_LEVEL) / 2
    return Statistic(
        value,
        samples[int(edge * len(samples))],
        samples[min(len(samples) - 1, int((1 - edge) * len(samples)))],
    )


def observed_agreement(units: Sequence[Unit]) -> float | None:
    """Return the share of equal pairs of ratings within a claim, over all claims; None without pairs."""
    same = pairs = 0
    for unit, times in Counter(units).items():
        pairs += times * (len(unit) * (len(unit) - 1) // 2)
        same += times * sum(count * (count - 1) // 2 for count in Counter(unit).values())
    return same / pairs if pairs else None


def nominal_alpha(units: Sequence[Unit]) -> float | None:
    """Return Krippendorff's alpha for labels that are equal or not."""
    return _alpha(units, lambda _: lambda first, second: float(first != second))


def ordinal_alpha(units: Sequence[Unit]) -> float | None:
    """Return Krippendorff's alpha for ordered labels: the distance of two is the number of ratings between them."""
    return _alpha(units, _rank_distance)


Totals = Counter[Hashable]
Distance = Callable[[Hashable, Hashable], float]


def _rank_distance(totals: Totals) -> Distance:
    # The rank of a label is the number of ratings below it plus half of its own.
    ranks, below = {}, 0
    for value in sorted(totals):  # type: ignore[type-var]
        ranks[value] = below + totals[value] / 2
        below += totals[value]
    return lambda first, second: (ranks[first] - ranks[second]) ** 2


def _alpha(units: Sequence[Unit], metric: Callable[[Totals], Distance]) -> float | None:
    """Return 1 - observed / expected disagreement; None if all ratings are equal, since none is expected then.

    Equal units are counted once with their number: a desk has many claims but few patterns of ratings.
    """
    patterns = Counter(unit for unit in units if len(unit) > 1)
    totals: Totals = Counter()
    for unit, times in patterns.items():
        for value in unit:
            totals[value] += times
    count = sum(totals.values())
    distance = metric(totals)
    expected = _total_distance(totals, distance)
    if not expected:
        return None
    observed = sum(
        times * _total_distance(Counter(unit), distance) / (len(unit) - 1) for unit, times in patterns.items()
    )
    return 1 - (count - 1) * observed / expected


def _total_distance(values: Totals, distance: Distance) -> float:
    """Return the sum of the distances of all pairs of different values."""
    return sum(
        values[first] * values[second] * distance(first, second) for first, second in combinations(values, 2)
    )
