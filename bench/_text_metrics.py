"""The figures of the text benchmark: each from units that can be drawn again, so that it has an interval.

A unit is what was sampled when the set was made: a row, a paragraph, a debate. Definitions follow the tasks'
papers (CheckThat! for rankings, PropSegmEnt for parts, GUM for attributions).
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

DRAWS = 300
Unit = Any
Metric = Callable[[Sequence[Unit]], float]
Pair = tuple[float, bool]


def interval(units: Sequence[Unit], metric: Metric, *, draws: int = DRAWS) -> tuple[float, float, float]:
    """(the figure, the 2.5th and the 97.5th percentile of it over samples drawn with replacement)."""
    chance = random.Random(0)
    drawn = sorted(metric(chance.choices(units, k=len(units))) for _ in range(draws))
    return metric(units), drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def mean(units: Sequence[float]) -> float:
    return sum(units) / len(units) if units else 0.0


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """F1 over (right, wrong, missed) of each unit, added up."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def macro_f1(pairs: Sequence[tuple[float, float, int]]) -> float:
    """F1 of the mean precision and the mean recall of each unit."""
    precision, recall = mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_of_marked(pairs: Sequence[Pair]) -> float:
    """F1 of the positive class where a score over one half marks a row."""
    return f1(
        [(score > 0.5 and label, score > 0.5 and not label, score <= 0.5 and label) for score, label in pairs]
    )


def f1_of_both(pairs: Sequence[Pair]) -> float:
    """The mean of both classes' F1."""
    return mean([f1_of_marked(pairs), f1_of_marked([(1 - score, not label) for score, label in pairs])])


def average_precision(pairs: Sequence[Pair]) -> float:
    right, total = 0, 0.0
    for place, (_, label) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), start=1):
        if label:
            right += 1
            total += right / place
    return total / right if right else 0.0


def mean_average_precision(groups: Sequence[Sequence[Pair]]) -> float:
    return mean([average_precision(group) for group in groups])


def recall_at_precision(pairs: Sequence[Pair], *, precision: float = 0.95) -> float:
    """The most right answers that pass a threshold at which this share of what passes is right."""
    best, right = 0, 0
    for place, (_, label) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), start=1):
        right += label
        if right / place >= precision:
            best = right
    return best / len(pairs)


def precision_of_ranking(ranked: Sequence[Any], relevant: set[Any], *, depth: int | None = None) -> float:
    """Average precision of one ranking, down to a depth if one is given."""
    right, total = 0, 0.0
    for place, item in enumerate(ranked[:depth], start=1):
        if item in relevant:
            right += 1
            total += right / place
    return total / min(len(relevant), depth or len(relevant))


def best_pairs(edges: Sequence[Sequence[int]]) -> int:
    """How many on the left can be paired with one of their own on the right (bipartite matching)."""
    taken: dict[int, int] = {}

    def paired(left: int, tried: set[int]) -> bool:
        for right in edges[left]:
            if right not in tried:
                tried.add(right)
                if right not in taken or paired(taken[right], tried):
                    taken[right] = left
                    return True
        return False

    return sum(paired(left, set()) for left in range(len(edges)))
