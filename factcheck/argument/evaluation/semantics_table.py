"""The table of gradual semantics: how arguments are weighed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

from factcheck.argument.evaluation.influence_functions import (
    Influence,
    df_quad,
    probabilistic_sum,
    quadratic_energy,
)
from factcheck.argument.evaluation.tiers import combine_tiers, tiers, to_departure
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext_noop

Join = Callable[[Sequence[float]], float]
"""Combines the weights of linked premises, or of the arguments of one side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Semantics:
    """A row of the table: the stored slug, the name and a summary for people, and the functions.

    `influence` computes a strength, `join` the weight of linked premises, `combine` the weight of one side. A claim
    weighs its strength in an argument for another statement, or with `weighs_departure` only how far it departs from
    undecided: from -1 to 1, where what is below 0 counts in the parts of a compound claim alone.
    """

    slug: str
    name: str
    summary: str
    influence: Influence
    join: Join
    combine: Join
    weighs_departure: bool

    def weigh_claim(self, strength: float) -> float:
        """Return the weight of a claim in an argument for or against another statement."""
        return to_departure(strength) if self.weighs_departure else strength


SEMANTICS: dict[str, Semantics] = {
    row.slug: row
    for row in (
        Semantics(
            slug="tiers",
            name=gettext_noop("tiers of evidence"),
            summary=gettext_noop(
                "quality before volume: weaker evidence moves a claim only as far as stronger evidence leaves open, "
                "and a compound claim follows its weakest part"
            ),
            influence=tiers,
            join=min,
            combine=combine_tiers,
            weighs_departure=True,
        ),
        Semantics(
            slug="quadratic_energy",
            name=gettext_noop("quadratic energy"),
            summary=gettext_noop("the sums of both sides decide (Potyka 2018)"),
            influence=quadratic_energy,
            join=prod,
            combine=probabilistic_sum,
            weighs_departure=False,
        ),
        Semantics(
            slug="df_quad",
            name=gettext_noop("DF-QuAD"),
            summary=gettext_noop("the sides are sets of independent arguments (Rago et al. 2016)"),
            influence=df_quad,
            join=prod,
            combine=probabilistic_sum,
            weighs_departure=False,
        ),
    )
}
DEFAULT_SEMANTICS = "tiers"


def get_semantics(slug: str) -> Semantics:
    """Return the semantics with this slug.

    Raises `UnknownChoice` for a slug that is not in the table.
    """
    if slug not in SEMANTICS:
        raise UnknownChoice("semantics", slug, list(SEMANTICS))
    return SEMANTICS[slug]
