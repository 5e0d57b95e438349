"""Settles a weighed problem: every node after all that it hangs on, circles by damped iteration.

Knows numbers only; `semantics` gives them their names back, `explaining` asks what would be without a node.
"""

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from heapq import heappop, heappush
from math import prod

from factcheck.argument.evaluation.influence_functions import Influence
from factcheck.argument.evaluation.strongly_connected import find_components
from factcheck.argument.evaluation.weighted_graph import Term, TermGroup, WeightedGraph

PRECISION = 1e-9
MAX_ITERATIONS = 2000
DAMPING = 0.5


class Solution:
    """Strengths by node. `rounds` is the length of the longest iteration, `converged` whether all came to rest."""

    def __init__(self, problem: WeightedGraph, influence: Influence) -> None:
        self.problem = problem
        self.influence = influence
        self.sources = problem.sources()
        self.order = find_components(self.sources)
        self.strengths = list(problem.bases)
        self.converged = True
        self.rounds = 0
        for component in self.order:
            self.settle(component)

    def without(self, gone: int) -> "Solution":
        """What the strengths would be if a node were not there: only what hangs on it is settled again.

        Exact, and not for nodes in a circle, whose own component would fall apart.
        """
        twin = copy(self)
        twin.strengths = list(self.strengths)
        twin.strengths[gone] = 0.0
        seen = set(self._dependants[gone])
        waiting = sorted(seen)
        while waiting:
            component = self.order[heappop(waiting)]
            twin.settle(component)
            for node in component:
                for dependant in self._dependants[node] - seen:
                    seen.add(dependant)
                    heappush(waiting, dependant)
        return twin

    @cached_property
    def circles(self) -> frozenset[int]:
        """The nodes that hang on themselves."""
        return frozenset(node for component in self.order if self.is_circle(component) for node in component)

    @cached_property
    def _dependants(self) -> list[set[int]]:
        """For each node the components that hang on it, as places in the order."""
        found: list[set[int]] = [set() for _ in self.sources]
        for place, component in enumerate(self.order):
            for source in {source for node in component for source in self.sources[node]}:
                found[source].add(place)
        return found

    def settle(self, component: list[int]) -> None:
        """Give the nodes of a component their strengths from those that they hang on."""
        if self.is_circle(component):
            self._iterate(component)
        else:
            self.strengths[component[0]] = self._influenced(component[0])

    def is_circle(self, component: Sequence[int]) -> bool:
        return len(component) > 1 or component[0] in self.sources[component[0]]

    def _iterate(self, component: list[int]) -> None:
        """From the bases, all nodes at once, half way to their new value in each round, until nothing moves."""
        for node in component:
            self.strengths[node] = self.problem.bases[node]
        for rounds in range(1, MAX_ITERATIONS + 1):
            moves = [DAMPING * (self._influenced(node) - self.strengths[node]) for node in component]
            for node, move in zip(component, moves, strict=True):
                self.strengths[node] += move
            self.rounds = max(self.rounds, rounds)
            if max(map(abs, moves)) < PRECISION:
                return
        self.converged = False

    def _influenced(self, node: int) -> float:
        problem = self.problem
        supports, attacks = (
            self.weights(problem.supports.get(node, ())),
            self.weights(problem.attacks.get(node, ())),
        )
        return self.influence(problem.bases[node], supports, attacks)

    def weights(self, groups: Sequence[TermGroup]) -> list[float]:
        """What pieces of one origin weigh: as much as the strongest of them."""
        return [max(map(self.weight, group)) if len(group) > 1 else self.weight(group[0]) for group in groups]

    def weight(self, piece: Term) -> float:
        strengths = self.strengths
        return prod([strengths[node] for node in piece])
