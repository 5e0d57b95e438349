"""Gradual semantics: from base scores and relations to the strength of every statement and relation.

One evaluator for all: `weighing` says what weighs on what, `influences` how it adds up. Why a claim is as
strong as it is says `explaining`, which verdict that suggests `labels`.
"""

from dataclasses import dataclass
from itertools import chain

from factcheck.argument.evaluation.influence_functions import (
    DEFAULT_SEMANTICS,
    SEMANTICS,
    get_influence,
    probabilistic_sum,
)
from factcheck.argument.evaluation.solver import Solution
from factcheck.argument.evaluation.weighted_graph import TermGroup, build_weighted_graph
from factcheck.argument.graph import Graph
from factcheck.enums import RelationKind

__all__ = ["DEFAULT_SEMANTICS", "SEMANTICS", "Evaluation", "MergedRelations", "evaluate"]


@dataclass(frozen=True, slots=True)
class MergedRelations:
    """Relations onto `target` whose premises have one origin: `counted` stood for all, the others added nothing."""

    target: str
    supports: bool
    counted: str
    not_counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a graph comes to.

    `strength` is by id for statements and relations; 0 for what counts nothing, and for a rephrase, which is
    no argument. `support` and `attack` tell how much weighs for and against each statement, in 0..1. `rounds`
    is the length of the longest iteration, 0 without a cycle.
    """

    semantics: str
    strength: dict[str, float]
    support: dict[str, float]
    attack: dict[str, float]
    merged: tuple[MergedRelations, ...]
    converged: bool
    rounds: int


def evaluate(graph: Graph, semantics: str = DEFAULT_SEMANTICS) -> Evaluation:
    """The strength of every statement and relation; `semantics` is a slug of `SEMANTICS`.

    A relation is weighed as a statement is, so that an undercut lowers it; a premise counts its own strength times
    that of its relation, linked premises the product of theirs.
    """
    return to_evaluation(graph, semantics, Solution(build_weighted_graph(graph), get_influence(semantics)))


def to_evaluation(graph: Graph, semantics: str, solution: Solution) -> Evaluation:
    """A solution in the names of its graph."""
    number, strengths = solution.problem.node, dict(enumerate(solution.strengths))
    ids = chain((item.id for item in graph.statements), (item.id for item in graph.relations))
    return Evaluation(
        semantics=semantics,
        strength={name: strengths.get(number.get(name, -1), 0.0) for name in ids},
        support=_side(graph, solution, solution.problem.supports),
        attack=_side(graph, solution, solution.problem.attacks),
        merged=tuple(_merged(graph, solution, group) for group in solution.problem.shared),
        converged=solution.converged,
        rounds=solution.rounds,
    )


def _side(graph: Graph, solution: Solution, groups: dict[int, list[TermGroup]]) -> dict[str, float]:
    number = solution.problem.node
    weighed = {node: probabilistic_sum(solution.weights(found)) for node, found in groups.items()}
    return {item.id: weighed.get(number.get(item.id, -1), 0.0) for item in graph.statements}


def _merged(graph: Graph, solution: Solution, group: TermGroup) -> MergedRelations:
    ranked = sorted((-solution.weight(piece), solution.problem.names[piece[0]]) for piece in group)
    counted, *others = (name for _, name in ranked)
    relation = graph.relation[counted]
    return MergedRelations(relation.target, relation.kind is RelationKind.SUPPORT, counted, tuple(others))
