"""Metrics of the text benchmark, with bootstrap intervals.

They are computed from units, which are what was sampled when the set was made: rows, paragraphs or debates. The
definitions follow the papers of the tasks (CheckThat! for rankings, PropSegmEnt for parts, GUM for attributions).
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

DRAWS = 300
Unit = Any
Metric = Callable[[Sequence[Unit]], float]
Pair = tuple[float, bool]


def bootstrap_interval(
    units: Sequence[Unit], metric: Metric, *, draws: int = DRAWS
) -> tuple[float, float, float]:
    """Return the metric with its 2.5th and its 97.5th percentile.

    The percentiles are over samples drawn with replacement.
    """
    chance = random.Random(0)
    values = sorted(metric(chance.choices(units, k=len(units))) for _ in range(draws))
    return metric(units), values[int(0.025 * draws)], values[int(0.975 * draws)]


def mean(units: Sequence[float]) -> float:
    """Return the mean; 0 for no units."""
    return sum(units) / len(units) if units else 0.0


def f1(counts: Sequence[tuple[int, int, int]]) -> float:
    """Return F1 over the sums of (right, wrong, missed) of all units."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def macro_f1(pairs: Sequence[tuple[float, float, int]]) -> float:
    """Return F1 of the mean precision and the mean recall of the units."""
    precision, recall = mean([pair[0] for pair in pairs]), mean([pair[1] for pair in pairs])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_of_positive(pairs: Sequence[Pair]) -> float:
    """Return F1 of the positive class; a score over one half marks a row as positive."""
    return f1(
        [(score > 0.5 and label, score > 0.5 and not label, score <= 0.5 and label) for score, label in pairs]
    )


def macro_f1_of_classes(pairs: Sequence[Pair]) -> float:
    """Return the mean of the F1 of both classes."""
    return mean([f1_of_positive(pairs), f1_of_positive([(1 - score, not label) for score, label in pairs])])


def average_precision(pairs: Sequence[Pair]) -> float:
    """Return the average precision of (score, label) pairs, ranked by score."""
    right, total = 0, 0.0
    for rank, (_, label) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), start=1):
        if label:
            right += 1
            total += right / rank
    return total / right if right else 0.0


def mean_average_precision(groups: Sequence[Sequence[Pair]]) -> float:
    """Return the mean of the average precision of each group."""
    return mean([average_precision(group) for group in groups])


def recall_at_precision(pairs: Sequence[Pair], *, precision: float = 0.95) -> float:
    """Return the recall at the lowest threshold with this precision."""
    best, right = 0, 0
    for rank, (_, label) in enumerate(sorted(pairs, key=lambda pair: -pair[0]), start=1):
        right += label
        if right / rank >= precision:
            best = right
    return best / len(pairs)


def precision_of_ranking(ranked: Sequence[Any], relevant: set[Any], *, depth: int | None = None) -> float:
    """Return the average precision of one ranking, down to a depth if one is given."""
    right, total = 0, 0.0
    for rank, item in enumerate(ranked[:depth], start=1):
        if item in relevant:
            right += 1
            total += right / rank
    return total / min(len(relevant), depth or len(relevant))


def count_matching(edges: Sequence[Sequence[int]]) -> int:
    """Return the size of a maximum bipartite matching.

    `edges[left]` lists the possible partners of `left`.
    """
    matched: dict[int, int] = {}

    def match(left: int, tried: set[int]) -> bool:
        for right in edges[left]:
            if right not in tried:
                tried.add(right)
                if right not in matched or match(matched[right], tried):
                    matched[right] = left
                    return True
        return False

    return sum(match(left, set()) for left in range(len(edges)))
