"""How far independent ratings agree: Krippendorff's alpha, percent agreement, intervals, agreed or contested.

Pure. Alpha as in K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011): nominal, and ordinal by the
ranks that the ratings take. Labels off the axis have no rank: they count in the nominal figures alone.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck.enums import AgreementOutcome

BOOTSTRAP_ROUNDS = 400
CONFIDENCE_LEVEL = 0.95
SEED = 20110125

Unit = tuple[Hashable, ...]
"""The values that raters gave one claim; who gave which does not matter to the figures."""
Estimator = Callable[[Sequence[Unit]], float | None]


@dataclass(frozen=True, slots=True)
class RatingValue:
    """One rating: of which unit, by whom, its label, and its step of a scale from 1 to `best` (None off the axis)."""

    unit: int
    rater: int
    slug: str
    step: int | None
    best: int


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic with its interval; all None where nothing can be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class AgreementStatistics:
    """How far the ratings of some claims agree. Only claims rated by two or more count."""

    claims: int
    ratings: int
    percent: Statistic
    nominal: Statistic
    ordinal: Statistic


def classify_agreement(judged: Sequence[RatingValue]) -> AgreementOutcome:
    """Agreed if all chose one label, or neighbouring steps of the scale; contested otherwise."""
    if not judged:
        return AgreementOutcome.UNRATED
    if len({one.slug for one in judged}) == 1:
        return AgreementOutcome.AGREED
    steps = [one.step for one in judged if one.step is not None]
    on_one_axis = len(steps) == len(judged) and len({one.best for one in judged}) == 1
    return (
        AgreementOutcome.AGREED
        if on_one_axis and max(steps) - min(steps) <= 1
        else AgreementOutcome.CONTESTED
    )


def matches_agreement(slug: str, judged: Sequence[RatingValue]) -> bool:
    """Whether a verdict of this label is what the raters agreed on; where nobody rated, any is."""
    match classify_agreement(judged):
        case AgreementOutcome.UNRATED:
            return True
        case AgreementOutcome.AGREED:
            return slug in {one.slug for one in judged}
    return False


def percent_agreement(judged: Sequence[RatingValue]) -> float | None:
    """The share of pairs of ratings of one claim that are the same; None where fewer than two rated it."""
    return observed_agreement([tuple(one.slug for one in judged)])


def mean_distance(judged: Sequence[RatingValue]) -> float:
    """How far apart the ratings of one claim lie, from 0 (all the same) to 1: the mean over all pairs."""
    apart = [_distance(one, other) for one, other in combinations(judged, 2)]
    return sum(apart) / len(apart) if apart else 0.0


def _distance(one: RatingValue, other: RatingValue) -> float:
    if one.slug == other.slug:
        return 0.0
    if one.step is None or other.step is None or one.best != other.best or one.best < 2:
        return 1.0
    return abs(one.step - other.step) / (one.best - 1)


def compute_statistics(judged: Iterable[RatingValue], *, seed: int = SEED) -> AgreementStatistics:
    """All figures of some ratings, each with its bootstrap interval; the same seed gives the same interval."""
    by_unit: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for one in judged:
        by_unit[one.unit].append(one)
    shared = [rated for _, rated in sorted(by_unit.items()) if len(rated) > 1]
    labels = [tuple(sorted(one.slug for one in rated)) for rated in shared]
    steps = [tuple(sorted(one.step for one in rated if one.step is not None)) for rated in shared]
    return AgreementStatistics(
        claims=len(shared),
        ratings=sum(map(len, shared)),
        percent=estimate_statistic(labels, observed_agreement, seed=seed),
        nominal=estimate_statistic(labels, nominal_alpha, seed=seed),
        ordinal=estimate_statistic([unit for unit in steps if len(unit) > 1], ordinal_alpha, seed=seed),
    )


def pairwise_statistics(
    judged: Iterable[RatingValue], *, seed: int = SEED
) -> dict[tuple[int, int], AgreementStatistics]:
    """The figures of each pair of raters over the claims that both rated."""
    by_unit: defaultdict[int, list[RatingValue]] = defaultdict(list)
    for one in judged:
        by_unit[one.unit].append(one)
    pairs: defaultdict[tuple[int, int], list[RatingValue]] = defaultdict(list)
    for rated in by_unit.values():
        for pair in combinations(sorted(rated, key=lambda one: one.rater), 2):
            pairs[pair[0].rater, pair[1].rater] += pair
    return {pair: compute_statistics(shared, seed=seed) for pair, shared in sorted(pairs.items())}


def estimate_statistic(
    units: Sequence[Unit], statistic: Estimator, *, seed: int = SEED, rounds: int = BOOTSTRAP_ROUNDS
) -> Statistic:
    """A statistic with its percentile bootstrap interval (B. Efron, 1979), claims drawn with replacement."""
    value = statistic(units)
    if value is None or len(units) < 2:
        return Statistic(value)
    draw = random.Random(seed)  # noqa: S311 - no secret: a fixed seed makes the interval reproducible
    drawn = (statistic(draw.choices(units, k=len(units))) for _ in range(rounds))
    found = sorted(one for one in drawn if one is not None)
    if not found:
        return Statistic(value)
    edge = (1 - CONFIDENCE_LEVEL) / 2
    return Statistic(
        value, found[int(edge * len(found))], found[min(len(found) - 1, int((1 - edge) * len(found)))]
    )


def observed_agreement(units: Sequence[Unit]) -> float | None:
    """The share of pairs of ratings of one claim that are the same, over all claims; None without pairs."""
    same = pairs = 0
    for unit, times in Counter(units).items():
        pairs += times * (len(unit) * (len(unit) - 1) // 2)
        same += times * sum(many * (many - 1) // 2 for many in Counter(unit).values())
    return same / pairs if pairs else None


def nominal_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha where labels are the same or not."""
    return _alpha(units, lambda _: lambda one, other: float(one != other))


def ordinal_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha where labels lie in order: two are as far apart as there are ratings between them."""
    return _alpha(units, _rank_distance)


Totals = Counter[Hashable]
Distance = Callable[[Hashable, Hashable], float]


def _rank_distance(totals: Totals) -> Distance:
    ranks, below = {}, 0
    for value in sorted(totals):  # type: ignore[type-var]
        ranks[value] = below + totals[value] / 2
        below += totals[value]
    return lambda one, other: (ranks[one] - ranks[other]) ** 2


def _alpha(units: Sequence[Unit], metric: Callable[[Totals], Distance]) -> float | None:
    """1 - observed / expected disagreement; None where all ratings are the same, and nothing can be expected."""
    patterns = Counter(unit for unit in units if len(unit) > 1)
    totals: Totals = Counter()
    for unit, times in patterns.items():
        for value in unit:
            totals[value] += times
    many = sum(totals.values())
    distance = metric(totals)
    expected = _total_distance(totals, distance)
    if not expected:
        return None
    observed = sum(
        times * _total_distance(Counter(unit), distance) / (len(unit) - 1) for unit, times in patterns.items()
    )
    return 1 - (many - 1) * observed / expected


def _total_distance(values: Totals, distance: Distance) -> float:
    """The distances of all pairs of unlike values, each pair once."""
    return sum(values[one] * values[other] * distance(one, other) for one, other in combinations(values, 2))
