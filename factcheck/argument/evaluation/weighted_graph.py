"""Turns a graph into numbers ready to be evaluated: what weighs on what, and what counts only once. No semantics.

A node is a class of statements that say the same, or a relation. What is inactive or hangs in the air weighs nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

NEUTRAL_BASE = 0.5
NO_SOURCES: list[int] = []

Term = tuple[int, ...]
"""A relation's node followed by its premises' nodes: the piece weighs the product of their strengths."""

TermGroup = tuple[Term, ...]
"""Pieces that go back to one origin: the group weighs what its strongest piece weighs."""


@dataclass(frozen=True, slots=True)
class WeightedGraph:
    """Nodes by number: their names and base scores, and the groups of pieces for and against each.

    `node` gives the number for the id of a statement or relation; statements that rephrase each other share
    theirs. What counts nothing has none. `shared` lists the groups of more than one piece.
    """

    node: dict[str, int]
    names: list[str]
    bases: list[float]
    supports: dict[int, list[TermGroup]]
    attacks: dict[int, list[TermGroup]]
    shared: list[TermGroup]

    def sources(self) -> list[list[int]]:
        """For each node the nodes that its strength hangs on."""
        found: list[list[int]] = [NO_SOURCES] * len(self.names)
        for node in self.supports.keys() | self.attacks.keys():
            groups = chain(self.supports.get(node, ()), self.attacks.get(node, ()))
            found[node] = [source for group in groups for piece in group for source in piece]
        return found


def build_weighted_graph(graph: Graph) -> WeightedGraph:
    """The problem that the active part of the graph poses."""
    statements = {item.id: item for item in graph.statements if item.active}
    same = DisjointSets({name: name for name in statements})
    for rephrase in _rephrases(graph, statements):
        same.join(rephrase.premises[0], rephrase.target)
    problem = WeightedGraph({}, [], [], {}, {}, [])
    for name, item in statements.items():
        _add(problem, name, same.of(name), item.base)
    arguments = [item for item in graph.relations if _counts(item, statements)]
    for argument in arguments:
        _add(problem, argument.id, argument.id, argument.base)
    _attach(problem, arguments, _origins(problem, statements))
    return problem


class DisjointSets:
    """Which of some names belong together (disjoint sets after Tarjan 1975)."""

    def __init__(self, parent: dict[str, str]) -> None:
        self.parent = parent

    def of(self, name: str) -> str:
        """The name that stands for the family."""
        parent = self.parent
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    def join(self, one: str, other: str) -> None:
        one, other = sorted((self.of(one), self.of(other)))
        self.parent[other] = one


def _rephrases(graph: Graph, statements: Mapping[str, Statement]) -> Iterator[Relation]:
    for item in graph.relations:
        simple = item.kind is RelationKind.REPHRASE and item.active and len(item.premises) == 1
        if simple and item.premises[0] in statements and item.target in statements:
            yield item


def _add(problem: WeightedGraph, name: str, head: str, base: float) -> None:
    """A node a family, with the base of the member furthest from no opinion, the lower of two equally far."""
    if head in problem.node:
        problem.node[name] = number = problem.node[head]
        problem.bases[number] = max(problem.bases[number], base, key=_opinion)
        return
    problem.node[head] = problem.node[name] = len(problem.names)
    problem.names.append(head)
    problem.bases.append(base)


def _opinion(base: float) -> tuple[float, float]:
    return abs(base - NEUTRAL_BASE), -base


def _counts(item: Relation, statements: Mapping[str, Statement]) -> bool:
    return (
        item.active
        and item.kind is not RelationKind.REPHRASE
        and bool(item.premises)
        and statements.keys() >= set(item.premises)
    )


def _origins(problem: WeightedGraph, statements: Mapping[str, Statement]) -> dict[int, str]:
    """The one origin that a node goes back to, for nodes that have one; two origins make a node independent."""
    found: dict[int, set[str]] = {}
    for name, item in statements.items():
        if item.origin:
            found.setdefault(problem.node[name], set()).add(item.origin)
    return {node: origins.pop() for node, origins in found.items() if len(origins) == 1}


def _attach(problem: WeightedGraph, arguments: Iterable[Relation], origins: Mapping[int, str]) -> None:
    """Pieces onto one side of a target whose premises are the same, or of the same origin, make one group."""
    node = problem.node
    groups: dict[tuple[int, bool, frozenset[int | str]], list[Term]] = {}
    for item in arguments:
        target = node.get(item.target)
        if target is not None:
            premises = dict.fromkeys([node[premise] for premise in item.premises])
            origin = frozenset([origins.get(premise, premise) for premise in premises])
            piece = (node[item.id], *premises)
            groups.setdefault((target, item.kind is RelationKind.SUPPORT, origin), []).append(piece)
    for (target, supports, _), pieces in groups.items():
        (problem.supports if supports else problem.attacks).setdefault(target, []).append(tuple(pieces))
        if len(pieces) > 1:
            problem.shared.append(tuple(pieces))
