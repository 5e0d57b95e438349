"""How a claim is weighed: by the desk's way or another one, with all pieces and without some of them.

Pages and API read the computed strength of a claim through `weigh_claim` alone when a person asks about it. Nothing
here writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from factcheck.argument.computed_labels import Thresholds, to_default_thresholds
from factcheck.argument.explanation import Explainer
from factcheck.argument.graph import Graph
from factcheck.argument.what_if import ClaimChange, compare_claim, cut_to_claim, leave_out
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk
from factcheck.exceptions import ConflictError
from factcheck.maps.computed_verdicts import get_thresholds
from factcheck.maps.selectors import build_claim_map


@dataclass(frozen=True, slots=True)
class ClaimWeighing:
    """A claim in the part of its map that it depends on.

    `complete` evaluates all of it, `reduced` without the statements and relations that are `left_out`. `unknown` are
    the ids to leave out that are not in this part, or that are the claim itself.
    """

    name: str
    graph: Graph
    complete: Explainer
    reduced: Explainer
    left_out: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def change(self) -> ClaimChange:
        return compare_claim(self.name, self.complete.evaluation, self.reduced.evaluation)


def weigh_claim(claim: Claim, *, semantics: str = "", without: Sequence[str] = ()) -> ClaimWeighing:
    """Return how a claim is weighed. By default it is by the semantics of its desk.

    Raises ConflictError for an excluded claim, which is not in the map.
    """
    name = f"c{claim.pk}"
    graph = build_claim_map(claim)
    if name not in graph.statement:
        raise ConflictError(_("This claim is excluded, so it is not in the argument map."))
    graph = cut_to_claim(graph, name)
    slug = semantics or claim.desk.semantics
    thresholds = choose_thresholds(claim.desk, slug)
    known, unknown = split_known(graph, without, claim=name)
    complete = Explainer(graph, semantics=slug, thresholds=thresholds)
    reduced = Explainer(leave_out(graph, known), semantics=slug, thresholds=thresholds) if known else complete
    return ClaimWeighing(name, graph, complete, reduced, known, unknown)


def choose_thresholds(desk: Desk, semantics: str) -> Thresholds:
    """Return the thresholds for a semantics: the desk's own are for the semantics that it has chosen."""
    return get_thresholds(desk) if semantics == desk.semantics else to_default_thresholds(semantics)


def split_known(
    graph: Graph, names: Sequence[str], *, claim: str = ""
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids that can be left out of a map, and the others. A claim cannot be left out of its own weighing."""
    possible = (graph.statement.keys() | graph.relation.keys()) - {claim}
    return tuple(name for name in names if name in possible), tuple(
        name for name in names if name not in possible
    )
