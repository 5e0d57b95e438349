"""Published functions by which supporters and attackers change a base score. Our own are in `tiers`.

All scores and strengths are numbers without a unit, from 0 (no credibility) to 1 (certain).
"""

from collections.abc import Callable, Sequence
from math import fsum, prod

Influence = Callable[[float, Sequence[float], Sequence[float]], float]
"""Computes a strength from a base score, the strengths of the supporters and those of the attackers."""


def quadratic_energy(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Return the strength by the quadratic energy model.

    With the energy E = sum(supports) - sum(attacks) and h(E) = E**2 / (1 + E**2), the strength is
    base + (1 - base) * h(E) for E > 0, and base - base * h(E) otherwise. It is in 0..1 for a base in 0..1.

    Source: N. Potyka, "Continuous Dynamical Systems for Weighted Bipolar Argumentation", KR 2018.
    """
    energy = fsum(supports) - fsum(attacks)
    impact = energy * energy / (1 + energy * energy)
    return base + (1 - base) * impact if energy > 0 else base - base * impact


def df_quad(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Return the strength by the DF-QuAD model.

    With the probabilistic sum F and the difference D = F(supports) - F(attacks), which is in -1..1, the strength is
    base + (1 - base) * D for D > 0, and base + base * D otherwise. It is in 0..1 for a base in 0..1.

    Source: A. Rago, F. Toni, M. Aurisicchio and P. Baroni, "Discontinuity-Free Decision Support with Quantitative
    Argumentation Debates", KR 2016.
    """
    difference = probabilistic_sum(supports) - probabilistic_sum(attacks)
    return base + (1 - base) * difference if difference > 0 else base + base * difference


def probabilistic_sum(strengths: Sequence[float]) -> float:
    """Return 1 - (1 - s1)(1 - s2)..., in 0..1; 0 for no strengths.

    It is the combined strength of independent arguments.
    """
    return 1 - prod([1 - strength for strength in strengths])
