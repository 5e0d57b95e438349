"""The tiers semantics: quality before volume.

All weights and strengths are in 0..1, where 0 says nothing and 1 is certain.

**One side.** The pieces of a side are taken from the strongest to the weakest. A piece of strength s adds

    share(s) = s * product of (1 - t / ceiling(t)) over the stronger pieces t of its side

and the side is the sum of its shares. One piece adds its strength. More of the same strength approach `ceiling(s)`
and never pass it, so many weak pieces stay below one piece that is a tier stronger:

    ceiling(s) = min(s + 0.15, (1 + s) / 2)

**Both sides.** A piece is a tier weaker than an opposing one if it is at least 0.2 weaker; if it is less than 0.1
weaker it is of the same tier; between, it is partly so:

    tier_above(s, t) = (t - s - 0.1) / 0.1, at least 0 and at most 1
    open(s) = 1 - sum of share(t) * tier_above(s, t) over the opposing pieces t
    balance = sum of share(s) * open(s) over the supports - the same sum over the attacks

So pieces of one tier are set against each other in full, and a weaker piece only moves what the opposing pieces of
the better tiers leave open. `balance` is in -1..1.

**The claim.** With the base score b, the strength is b + (1 - b) * balance for a positive balance, and
b + b * balance otherwise.

The result does not depend on the order of the pieces, is continuous, and never decreases when a support is added or
becomes stronger. `docs/weighing.md` has worked examples; the definitions are our own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

REACH = 0.15
"""How much the company of equal or weaker pieces can add to a piece."""

SAME_TIER = 0.1
TIER = 0.2
"""Pieces that differ by less than `SAME_TIER` are of one tier; from `TIER` on they are of different tiers."""

MIDDLE = 0.5
"""The strength of a claim about which nothing is known."""


def tiers(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Return the strength of a statement from its base score and the weights of its arguments, all in 0..1."""
    balance = compute_balance(supports, attacks)
    return base + (1 - base) * balance if balance > 0 else base + base * balance


def compute_balance(supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Return how far arguments move a claim, from -1 (all against) to 1 (all for)."""
    if not attacks:
        return combine_tiers(supports)
    if not supports:
        return -combine_tiers(attacks)
    return _sum_open_shares(supports, attacks) - _sum_open_shares(attacks, supports)


def combine_tiers(weights: Sequence[float]) -> float:
    """Return the weight of all arguments of one side, at most the ceiling of the strongest; 0 for none."""
    if len(weights) == 1:
        return weights[0]
    return sum(compute_shares(sorted(weights, reverse=True)))


def compute_shares(descending: Sequence[float]) -> list[float]:
    """Return what each argument of one side adds. The weights come strongest first."""
    shares, left = [], 1.0
    for weight in descending:
        shares.append(weight * left)
        left *= 1 - weight / _ceiling(weight)
    return shares


def _ceiling(weight: float) -> float:
    return min(weight + REACH, (1 + weight) / 2)


def _sum_open_shares(own: Sequence[float], opposing: Sequence[float]) -> float:
    """Return the sum of share(s) * open(s) over one side.

    Sums over the opposing pieces are differences of running totals, so that a claim with thousands of arguments takes
    n log n steps.
    """
    own, opposing = sorted(own, reverse=True), sorted(opposing)
    shares = compute_shares(opposing[::-1])[::-1]
    totals = list(accumulate(shares, initial=0.0))
    moments = list(
        accumulate((share * weight for share, weight in zip(shares, opposing, strict=True)), initial=0.0)
    )
    result = 0.0
    for weight, share in zip(own, compute_shares(own), strict=True):
        start, end = bisect_left(opposing, weight + SAME_TIER), bisect_left(opposing, weight + TIER)
        partly = (moments[end] - moments[start]) - (weight + SAME_TIER) * (totals[end] - totals[start])
        taken = (totals[-1] - totals[end]) + partly / (TIER - SAME_TIER)
        result += share * (1 - min(max(taken, 0.0), 1.0))
    return result


def to_departure(strength: float) -> float:
    """Return how far a claim is from undecided: -1 for refuted, 0 for undecided, 1 for supported."""
    return (strength - MIDDLE) / MIDDLE
