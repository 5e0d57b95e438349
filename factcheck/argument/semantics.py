"""Gradual semantics: from base scores and relations to strengths.

`weighted_graph` determines what counts, `influence_functions` how it is combined, and `solver` computes it. The reasons
for a claim's strength are in `explanation`, the label that belongs to it in `computed_labels`.
"""

from dataclasses import dataclass
from itertools import chain

from factcheck.argument.evaluation.influence_functions import (
    DEFAULT_SEMANTICS,
    SEMANTICS,
    get_semantics,
    probabilistic_sum,
)
from factcheck.argument.evaluation.solver import Solution
from factcheck.argument.evaluation.weighted_graph import TermGroup, build_weighted_graph
from factcheck.argument.graph import Graph
from factcheck.enums import RelationKind

__all__ = ["DEFAULT_SEMANTICS", "SEMANTICS", "Evaluation", "MergedRelations", "evaluate"]


@dataclass(frozen=True, slots=True)
class MergedRelations:
    """Relations to `target` that count once.

    Their premises have the same original source.

    `counted` is the strongest of them; those in `not_counted` add nothing.
    """

    target: str
    supports: bool
    counted: str
    not_counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The strengths of a map, all in 0..1.

    `strength` is by id, for statements and relations. It is 0 for what does not count, and for a rephrase, which is not
    an argument. `support` and `attack` are the probabilistic sums of the arguments for and against each statement.
    `iterations` is the largest number of iterations that a cycle took, 0 without a cycle; `converged` is false if one
    reached the limit.
    """

    semantics: str
    strength: dict[str, float]
    support: dict[str, float]
    attack: dict[str, float]
    merged: tuple[MergedRelations, ...]
    converged: bool
    iterations: int


def evaluate(graph: Graph, semantics: str = DEFAULT_SEMANTICS) -> Evaluation:
    """Return the strength of every statement and relation.

    `semantics` is a slug of `SEMANTICS`.

    A relation is evaluated as a statement is, so an undercut lowers its strength. A premise contributes the product of
    its strength and that of its relation, linked premises the product of all of theirs.
    """
    influence = get_semantics(semantics).influence
    return to_evaluation(graph, semantics, Solution(build_weighted_graph(graph), influence))


def to_evaluation(graph: Graph, semantics: str, solution: Solution) -> Evaluation:
    """Return a solution by the ids of its graph."""
    node, strengths = solution.weighted.node, dict(enumerate(solution.strengths))
    ids = chain((item.id for item in graph.statements), (item.id for item in graph.relations))
    return Evaluation(
        semantics=semantics,
        strength={name: strengths.get(node.get(name, -1), 0.0) for name in ids},
        support=_combine_side(graph, solution, solution.weighted.supports),
        attack=_combine_side(graph, solution, solution.weighted.attacks),
        merged=tuple(_to_merged(graph, solution, group) for group in solution.weighted.shared),
        converged=solution.converged,
        iterations=solution.iterations,
    )


def _combine_side(graph: Graph, solution: Solution, groups: dict[int, list[TermGroup]]) -> dict[str, float]:
    node = solution.weighted.node
    combined = {number: probabilistic_sum(solution.compute_weights(own)) for number, own in groups.items()}
    return {item.id: combined.get(node.get(item.id, -1), 0.0) for item in graph.statements}


def _to_merged(graph: Graph, solution: Solution, group: TermGroup) -> MergedRelations:
    ranked = sorted((-solution.compute_weight(term), solution.weighted.names[term[0]]) for term in group)
    counted, *others = (name for _, name in ranked)
    relation = graph.relation[counted]
    return MergedRelations(relation.target, relation.kind is RelationKind.SUPPORT, counted, tuple(others))
