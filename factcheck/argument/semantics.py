"""Gradual semantics: from base scores and relations to strengths.

`weighted_graph` determines what counts, `influence_functions` how it is combined, and `solver` computes it. The reasons
for a claim's strength are in `explanation`, the label that belongs to it in `computed_labels`.
"""

from dataclasses import dataclass
from itertools import chain

from factcheck.argument.computed_labels import ComputedLabel, Thresholds, label_for, to_default_thresholds
from factcheck.argument.evaluation.semantics_table import DEFAULT_SEMANTICS, SEMANTICS, get_semantics
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
    an argument. `support` and `attack` are the combined weights of the arguments for and against each statement.
    `parts` has the strengths of the parts of each compound claim. `iterations` is the largest number of iterations that
    a cycle took, 0 without a cycle; `converged` is false if one reached the limit.
    """

    semantics: str
    thresholds: Thresholds
    strength: dict[str, float]
    support: dict[str, float]
    attack: dict[str, float]
    parts: dict[str, tuple[float, ...]]
    merged: tuple[MergedRelations, ...]
    converged: bool
    iterations: int

    def label(self, name: str) -> ComputedLabel:
        """Return the label of a statement."""
        return label_for(
            self.strength[name],
            self.support[name],
            self.attack[name],
            self.thresholds,
            self.parts.get(name, ()),
        )


def evaluate(
    graph: Graph, semantics: str = DEFAULT_SEMANTICS, thresholds: Thresholds | None = None
) -> Evaluation:
    """Return the strength of every statement and relation.

    `semantics` is a slug of `SEMANTICS`. Without `thresholds`, labels are by those of the semantics.

    A relation is evaluated as a statement is, so an undercut lowers its strength. A premise contributes its weight
    times the strength of its relation; linked premises contribute together, as the semantics joins them.
    """
    solution = Solution(build_weighted_graph(graph), get_semantics(semantics))
    return to_evaluation(graph, solution, thresholds or to_default_thresholds(semantics))


def to_evaluation(graph: Graph, solution: Solution, thresholds: Thresholds) -> Evaluation:
    """Return a solution by the ids of its graph."""
    weighted, node = solution.weighted, solution.weighted.node
    combine = solution.semantics.combine
    sides = {name: solution.weigh_sides(node[name]) for name in graph.statement if name in node}
    ids = chain(graph.statement, graph.relation)
    return Evaluation(
        semantics=solution.semantics.slug,
        thresholds=thresholds,
        strength={name: solution.strengths[node[name]] if name in node else 0.0 for name in ids},
        support={name: combine(sides[name][0]) if name in sides else 0.0 for name in graph.statement},
        attack={name: combine(sides[name][1]) if name in sides else 0.0 for name in graph.statement},
        parts={
            name: tuple(solution.strengths[part] for term in weighted.parts[node[name]] for part in term[1:])
            for name in graph.statement
            if node.get(name) in weighted.parts
        },
        merged=tuple(_to_merged(graph, solution, group) for group in weighted.shared),
        converged=solution.converged,
        iterations=solution.iterations,
    )


def _to_merged(graph: Graph, solution: Solution, group: TermGroup) -> MergedRelations:
    ranked = sorted((-solution.compute_weight(term), solution.weighted.names[term[0]]) for term in group)
    counted, *others = (name for _, name in ranked)
    relation = graph.relation[counted]
    return MergedRelations(relation.target, relation.kind is RelationKind.SUPPORT, counted, tuple(others))
