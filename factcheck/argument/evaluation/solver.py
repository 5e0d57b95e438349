"""Solves a weighted graph.

Each node is computed after the nodes that it depends on, and cycles by damped iteration.

Works on numbers only. `semantics` translates the result back into ids; `explanation` asks for the strengths without a
node.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from heapq import heappop, heappush

from factcheck.argument.evaluation.semantics_table import Semantics
from factcheck.argument.evaluation.strongly_connected import find_components
from factcheck.argument.evaluation.weighted_graph import Term, TermGroup, WeightedGraph

# Strengths are shown with two decimals, so an error of this size never shows.
PRECISION = 1e-9
# Ten statements that attack each other crosswise need more than 100 iterations (see the tests). The limit bounds the
# time that a map takes whose strengths do not converge.
MAX_ITERATIONS = 2000
# The share of the computed change that is applied in one iteration. With 1, two statements of strength 1 that attack
# each other would alternate between 0 and 1 for ever.
DAMPING = 0.5
# The tiers semantics is steep where a piece passes from one tier to the next, and a cycle can swing around its result.
# Smaller steps end that, so the share becomes 1/2, 1/3, ... of itself after each of this many iterations.
ITERATIONS_AT_DAMPING = 100


class Solution:
    """The strengths of all nodes of a weighted graph, in 0..1.

    `weights` are what the nodes count in the arguments that they are premises of: their strengths, but for claims what
    the semantics weighs them with. `iterations` is the largest number of iterations that a cycle took, 0 without a
    cycle. `converged` is false if a cycle reached the limit.
    """

    def __init__(self, weighted: WeightedGraph, semantics: Semantics) -> None:
        self.weighted = weighted
        self.semantics = semantics
        self.sources = weighted.list_sources()
        self.order = find_components(self.sources)
        self.solve()

    def solve(self) -> None:
        """Compute all strengths from the base scores."""
        self.strengths, self.weights = list(self.weighted.bases), list(self.weighted.bases)
        for node, base in enumerate(self.weighted.bases):
            self._set_strength(node, base)
        self.converged = True
        self.iterations = 0
        for component in self.order:
            self.solve_component(component)

    def solve_without(self, removed: Collection[int]) -> "Solution":
        """Return the solution as if some nodes did not exist.

        Only the components that depend on them are solved again.

        Exact for nodes outside cycles. Not valid for a node of a cycle, because its component would break apart.
        """
        changed = copy(self)
        changed.strengths, changed.weights = list(self.strengths), list(self.weights)
        for node in removed:
            changed.strengths[node] = changed.weights[node] = 0.0
        queued = {position for node in removed for position in self._dependants[node]}
        # The heap returns positions in `order`, so each component is solved once, after all of its sources.
        queue = sorted(queued)
        while queue:
            component = self.order[heappop(queue)]
            if component[0] in removed:
                continue
            changed.solve_component(component)
            for node in component:
                for dependant in self._dependants[node] - queued:
                    queued.add(dependant)
                    heappush(queue, dependant)
        return changed

    def solve_with(self, bases: Mapping[int, float]) -> "Solution":
        """Return the solution with other base scores for some nodes."""
        changed = copy(self)
        changed.weighted = replace(self.weighted, bases=list(self.weighted.bases))
        for node, base in bases.items():
            changed.weighted.bases[node] = base
        changed.solve()
        return changed

    @cached_property
    def cyclic_nodes(self) -> frozenset[int]:
        """The nodes that depend on themselves."""
        return frozenset(node for component in self.order if self.is_cyclic(component) for node in component)

    @cached_property
    def _dependants(self) -> list[set[int]]:
        """For each node the components that depend on it, as positions in `order`."""
        dependants: list[set[int]] = [set() for _ in self.sources]
        for position, component in enumerate(self.order):
            for source in {source for node in component for source in self.sources[node]}:
                dependants[source].add(position)
        return dependants

    def solve_component(self, component: list[int]) -> None:
        """Compute the strengths of the nodes of a component."""
        if self.is_cyclic(component):
            self._iterate(component)
        else:
            self._set_strength(component[0], self._compute_strength(component[0]))

    def is_cyclic(self, component: Sequence[int]) -> bool:
        """Return whether the nodes of a component depend on themselves."""
        return len(component) > 1 or component[0] in self.sources[component[0]]

    def _iterate(self, component: list[int]) -> None:
        """Iterate from the base scores until no strength changes by `PRECISION` or more.

        All nodes change at once, so the result does not depend on their order.
        """
        for node in component:
            self._set_strength(node, self.weighted.bases[node])
        for iteration in range(1, MAX_ITERATIONS + 1):
            damping = DAMPING / (1 + iteration // ITERATIONS_AT_DAMPING)
            changes = [damping * (self._compute_strength(node) - self.strengths[node]) for node in component]
            for node, change in zip(component, changes, strict=True):
                self._set_strength(node, self.strengths[node] + change)
            self.iterations = max(self.iterations, iteration)
            if max(map(abs, changes)) < PRECISION * damping:
                return
        self.converged = False

    def _set_strength(self, node: int, strength: float) -> None:
        self.strengths[node] = strength
        if node in self.weighted.unconfirmed:
            self.weights[node] = 0.0
        elif node in self.weighted.claims:
            self.weights[node] = self.semantics.weigh_claim(strength)
        else:
            self.weights[node] = strength

    def _compute_strength(self, node: int) -> float:
        return self.semantics.influence(self.weighted.bases[node], *self.weigh_sides(node))

    def weigh_sides(self, node: int) -> tuple[list[float], list[float]]:
        """Return the weights of the arguments for a node, and of those against it."""
        weighted = self.weighted
        supports = self.compute_weights(weighted.supports.get(node, ()))
        attacks = self.compute_weights(weighted.attacks.get(node, ()))
        for term in weighted.parts.get(node, ()):
            weight = self._compute_signed_weight(term)
            (supports if weight >= 0 else attacks).append(abs(weight))
        return supports, attacks

    def compute_weights(self, groups: Sequence[TermGroup]) -> list[float]:
        """Return the weight of each group.

        It is that of the strongest term, because the terms of a group count once.
        """
        # This is the innermost loop, and most groups have one term, so those skip the call of `max`.
        return [
            max(map(self.compute_weight, group)) if len(group) > 1 else self.compute_weight(group[0])
            for group in groups
        ]

    def compute_weight(self, term: Term) -> float:
        """Return the weight of an argument: none if a premise is refuted."""
        return max(0.0, self._compute_signed_weight(term))

    def _compute_signed_weight(self, term: Term) -> float:
        """Return the strength of the relation of a term by the joined weights of its premises."""
        weights = self.weights
        if len(term) == 2:
            return weights[term[0]] * weights[term[1]]
        return weights[term[0]] * self.semantics.join([weights[node] for node in term[1:]])
