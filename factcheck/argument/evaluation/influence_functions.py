"""How supporters and attackers move a base score: the influence functions of gradual semantics, by slug."""

from collections.abc import Callable, Sequence
from math import fsum, prod

from factcheck.exceptions import UnknownChoice

Influence = Callable[[float, Sequence[float], Sequence[float]], float]
"""Strength from a base score, the strengths of the supporters and those of the attackers; all in 0..1."""


def quadratic_energy(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """Quadratic energy: Potyka, "Continuous Dynamical Systems for Weighted Bipolar Argumentation", 2018."""
    energy = fsum(supports) - fsum(attacks)
    impact = energy * energy / (1 + energy * energy)
    return base + (1 - base) * impact if energy > 0 else base - base * impact


def df_quad(base: float, supports: Sequence[float], attacks: Sequence[float]) -> float:
    """DF-QuAD: Rago, Toni, Aurisicchio and Baroni, "Discontinuity-Free Decision Support with Quantitative
    Argumentation Debates", 2016.
    """
    surplus = probabilistic_sum(supports) - probabilistic_sum(attacks)
    return base + (1 - base) * surplus if surplus > 0 else base + base * surplus


def probabilistic_sum(strengths: Sequence[float]) -> float:
    """What independent strengths weigh together: the probabilistic sum 1 - (1 - s1)(1 - s2)..."""
    return 1 - prod([1 - strength for strength in strengths])


SEMANTICS: dict[str, Influence] = {"quadratic_energy": quadratic_energy, "df_quad": df_quad}
DEFAULT_SEMANTICS = "quadratic_energy"


def get_influence(slug: str) -> Influence:
    if slug not in SEMANTICS:
        raise UnknownChoice("semantics", slug, list(SEMANTICS))
    return SEMANTICS[slug]
