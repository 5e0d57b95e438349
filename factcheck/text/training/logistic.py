"""Logistic regression on sparse rows in numpy.

A Gaussian prior is centred on given weights; L-BFGS fits them. Liu and Nocedal, "On the limited memory BFGS method",
Mathematical Programming 45, 1989.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix: entry k is `value[k]` in row `row[k]` and column `column[k]`."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    value: Array
    count: int
    width: int

    @classmethod
    def of(cls, rows: Sequence[Mapping[int, float]], width: int) -> "Rows":
        entries = [(index, column, value) for index, row in enumerate(rows) for column, value in row.items()]
        row, column, value = zip(*entries, strict=True) if entries else ((), (), ())
        return cls(np.array(row, int), np.array(column, int), np.array(value, float), len(rows), width)

    def times(self, weights: Array) -> Array:
        return np.bincount(self.row, self.value * weights[self.column], self.count).astype(float)

    def transposed_times(self, residual: Array) -> Array:
        return np.bincount(self.column, self.value * residual[self.row], self.width).astype(float)


def sigmoid(score: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(score, -35, 35)))


def fit(rows: Rows, labels: Array, *, prior: Array, strength: Array, positive_weight: float = 1.0) -> Array:
    """Fit the weights, with the bias last.

    `strength` pulls each weight towards its `prior`; with 0 a weight is free. A row with label 1 counts
    `positive_weight` times, which moves the point of decision.
    """
    weight = np.where(labels > 0, positive_weight, 1.0)

    def loss(weights: Array) -> tuple[float, Array]:
        score = rows.times(weights[:-1]) + weights[-1]
        pull = weights - prior
        value = float(weight @ np.logaddexp(0, np.where(labels > 0, -score, score)) + strength @ pull**2 / 2)
        residual = weight * (sigmoid(score) - labels)
        return value, np.append(rows.transposed_times(residual), residual.sum()) + strength * pull

    return minimise(loss, prior.copy())


def minimise(
    loss: Callable[[Array], tuple[float, Array]], start: Array, *, steps: int = 200, memory: int = 8
) -> Array:
    """Return the point where a smooth convex `loss` has its minimum.

    `loss` returns its value and its gradient.
    """
    point, (value, slope) = start, loss(start)
    past: deque[tuple[Array, Array, float]] = deque(maxlen=memory)
    for _ in range(steps):
        direction = -_inverse_hessian_times(slope, past)
        length, step_value, step_slope = _line_search(loss, point, value, slope, direction)
        move, change = length * direction, step_slope - slope
        if length == 0 or np.abs(step_slope).max() < 1e-6:
            return point + move
        if (curvature := float(move @ change)) > 1e-12:
            past.append((move, change, 1 / curvature))
        point, value, slope = point + move, step_value, step_slope
    return point


def _inverse_hessian_times(slope: Array, past: deque[tuple[Array, Array, float]]) -> Array:
    result, shares = slope.copy(), []
    for move, change, inverse in reversed(past):
        share = inverse * float(move @ result)
        shares.append(share)
        result = result - share * change
    if past:
        move, change, inverse = past[-1]
        result = result / (inverse * float(change @ change))
    for (move, change, inverse), share in zip(past, reversed(shares), strict=True):
        result = result + (share - inverse * float(change @ result)) * move
    return result


def _line_search(
    loss: Callable[[Array], tuple[float, Array]], point: Array, value: float, slope: Array, direction: Array
) -> tuple[float, float, Array]:
    """Halve the step until the loss decreases enough (Armijo).

    The step is 0 if none of 40 does.
    """
    length, expected = 1.0, float(slope @ direction)
    for _ in range(40):
        step_value, step_slope = loss(point + length * direction)
        if step_value <= value + 1e-4 * length * expected:
            return length, step_value, step_slope
        length /= 2
    return 0.0, value, slope
