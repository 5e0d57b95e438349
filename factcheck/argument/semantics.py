"""Gradual semantics: from base scores and relations to the strength of every statement and relation.

One evaluator for all: `weighing` says what weighs on what, `influences` how it adds up. Why a claim is as
strong as it is says `explaining`, which verdict that suggests `labels`.
"""

from dataclasses import dataclass
from itertools import chain
from math import prod

from factcheck.argument.components import components
from factcheck.argument.graph import Graph
from factcheck.argument.influences import DEFAULT_SEMANTICS, SEMANTICS, Influence, influence_for, together
from factcheck.argument.weighing import Group, Piece, Problem, weigh
from factcheck.terms import RelationKind

__all__ = ["DEFAULT_SEMANTICS", "SEMANTICS", "Evaluation", "Merged", "evaluate"]

PRECISION = 1e-9
MOST_ROUNDS = 2000
DAMPING = 0.5


@dataclass(frozen=True, slots=True)
class Merged:
    """Relations onto `target` whose premises have one origin: `counted` stood for all, `passed_over` added
    nothing.
    """

    target: str
    supports: bool
    counted: str
    passed_over: tuple[str, ...]


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
    merged: tuple[Merged, ...]
    converged: bool
    rounds: int


def evaluate(graph: Graph, semantics: str = DEFAULT_SEMANTICS) -> Evaluation:
    """The strength of every statement and relation; `semantics` is a slug of `SEMANTICS`.

    A relation is weighed as a statement is, so that an undercut lowers it; a premise counts its own strength
    times that of its relation, linked premises the product of theirs.
    """
    solution = _Solution(weigh(graph), influence_for(semantics))
    solution.solve()
    return solution.evaluation(graph, semantics)


class _Solution:
    """Strengths by node, filled component after component."""

    def __init__(self, problem: Problem, influence: Influence) -> None:
        self.problem = problem
        self.influence = influence
        self.strengths = list(problem.bases)
        self.converged = True
        self.rounds = 0

    def solve(self) -> None:
        sources = self.problem.sources()
        for component in components(sources):
            node = component[0]
            if len(component) > 1 or node in sources[node]:
                self._iterate(component)
            else:
                self.strengths[node] = self._influenced(node)

    def _iterate(self, component: list[int]) -> None:
        """All nodes at once, half way to their new value in each round, until nothing moves."""
        for rounds in range(1, MOST_ROUNDS + 1):
            moves = [DAMPING * (self._influenced(node) - self.strengths[node]) for node in component]
            for node, move in zip(component, moves, strict=True):
                self.strengths[node] += move
            self.rounds = max(self.rounds, rounds)
            if max(map(abs, moves)) < PRECISION:
                return
        self.converged = False

    def _influenced(self, node: int) -> float:
        problem = self.problem
        supports, attacks = self._weights(problem.supports[node]), self._weights(problem.attacks[node])
        return self.influence(problem.bases[node], supports, attacks)

    def _weights(self, groups: list[Group]) -> list[float]:
        """What pieces of one origin weigh: as much as the strongest of them."""
        return [
            max(map(self._weight, group)) if len(group) > 1 else self._weight(group[0]) for group in groups
        ]

    def _weight(self, piece: Piece) -> float:
        strengths = self.strengths
        return prod([strengths[node] for node in piece])

    def evaluation(self, graph: Graph, semantics: str) -> Evaluation:
        number = self.problem.node
        of_node = dict(enumerate(self.strengths))
        ids = chain((item.id for item in graph.statements), (item.id for item in graph.relations))
        return Evaluation(
            semantics=semantics,
            strength={name: of_node.get(number.get(name, -1), 0.0) for name in ids},
            support=self._side(graph, self.problem.supports),
            attack=self._side(graph, self.problem.attacks),
            merged=tuple(self._merger(graph, group) for group in self.problem.shared),
            converged=self.converged,
            rounds=self.rounds,
        )

    def _side(self, graph: Graph, groups: list[list[Group]]) -> dict[str, float]:
        number = self.problem.node
        weighed = {node: together(self._weights(found)) for node, found in enumerate(groups) if found}
        return {item.id: weighed.get(number.get(item.id, -1), 0.0) for item in graph.statements}

    def _merger(self, graph: Graph, group: Group) -> Merged:
        ranked = sorted((-self._weight(piece), self.problem.names[piece[0]]) for piece in group)
        counted, *others = (name for _, name in ranked)
        relation = graph.relation[counted]
        return Merged(relation.target, relation.kind is RelationKind.SUPPORT, counted, tuple(others))
