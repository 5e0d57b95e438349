"""Translation of a graph into numbers for the solver.

Determines which nodes support or attack which, and which arguments count only once.

A node is a relation, or a class of statements that rephrase each other. What is inactive or incomplete has no node.
Knows nothing of the semantics that are applied later.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

NEUTRAL_BASE = 0.5
# One shared list: most nodes have no sources, and a list for each would cost memory for nothing.
NO_SOURCES: list[int] = []

Term = tuple[int, ...]
"""The node of a relation and the nodes of its premises."""

TermGroup = tuple[Term, ...]
"""Terms with the same original source, which count once. The weight of a group is that of its strongest term."""


@dataclass(frozen=True, slots=True)
class WeightedGraph:
    """The nodes of a map by number.

    They have ids, base scores, and the groups of terms that support and attack each. `parts` has the terms that join
    the parts of compound claims. `claims` and `unconfirmed` are sets of nodes; an unconfirmed one weighs nothing in the
    arguments that it is a premise of.

    `node` maps the id of a statement or relation to its number. Statements that rephrase each other share a number;
    what does not count has none. `shared` lists the groups of more than one term.
    """

    node: dict[str, int]
    names: list[str]
    bases: list[float]
    supports: dict[int, list[TermGroup]]
    attacks: dict[int, list[TermGroup]]
    shared: list[TermGroup]
    parts: dict[int, list[Term]] = field(default_factory=dict)
    claims: set[int] = field(default_factory=set)
    unconfirmed: set[int] = field(default_factory=set)

    def list_sources(self) -> list[list[int]]:
        """Return for each node the nodes that its strength depends on."""
        sources: list[list[int]] = [NO_SOURCES] * len(self.names)
        for node in self.supports.keys() | self.attacks.keys() | self.parts.keys():
            groups = chain(
                self.supports.get(node, ()), self.attacks.get(node, ()), (self.parts.get(node, ()),)
            )
            sources[node] = [source for group in groups for term in group for source in term]
        return sources


def build_weighted_graph(graph: Graph) -> WeightedGraph:
    """Return the weighted graph of the active part of a map."""
    statements = {item.id: item for item in graph.statements if item.active}
    classes = DisjointSets({name: name for name in statements})
    for rephrase in _list_rephrases(graph, statements):
        classes.union(rephrase.premises[0], rephrase.target)
    weighted = WeightedGraph({}, [], [], {}, {}, [])
    for name, item in statements.items():
        _add_node(weighted, name, classes.find(name), item.base)
    _mark_claims(weighted, statements)
    arguments = [item for item in graph.relations if _is_counted(item, statements)]
    for argument in arguments:
        _add_node(weighted, argument.id, argument.id, argument.base)
    _add_terms(weighted, arguments, _find_origins(weighted, statements))
    return weighted


class DisjointSets:
    """A partition of names into disjoint sets (Tarjan 1975).

    `parent` maps each name to a name of the same set.
    """

    def __init__(self, parent: dict[str, str]) -> None:
        self.parent = parent

    def find(self, name: str) -> str:
        """Return the name that represents the set, which is the smallest one in it."""
        parent = self.parent
        # Each visited name is set to its grandparent (path halving), which keeps later searches short.
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    def union(self, first: str, second: str) -> None:
        """Join the sets of two names."""
        first, second = sorted((self.find(first), self.find(second)))
        self.parent[second] = first


def _list_rephrases(graph: Graph, statements: Mapping[str, Statement]) -> Iterator[Relation]:
    for item in graph.relations:
        is_simple = item.kind is RelationKind.REPHRASE and item.active and len(item.premises) == 1
        if is_simple and item.premises[0] in statements and item.target in statements:
            yield item


def _add_node(weighted: WeightedGraph, name: str, representative: str, base: float) -> None:
    """Add a name to the node of its class.

    The base score of the node is that of the member furthest from neutral, the lower one of two that are equally far:
    wording a claim again without a score of its own must not weaken what is known of it.
    """
    if representative in weighted.node:
        weighted.node[name] = number = weighted.node[representative]
        weighted.bases[number] = max(weighted.bases[number], base, key=_rank_base)
        return
    weighted.node[representative] = weighted.node[name] = len(weighted.names)
    weighted.names.append(representative)
    weighted.bases.append(base)


def _mark_claims(weighted: WeightedGraph, statements: Mapping[str, Statement]) -> None:
    """Set `claims` and `unconfirmed`. A class of rephrases is confirmed if one of its members is."""
    confirmed = {weighted.node[name] for name, item in statements.items() if item.confirmed}
    weighted.unconfirmed.update(set(weighted.node.values()) - confirmed)
    weighted.claims.update(
        weighted.node[name] for name, item in statements.items() if item.kind is StatementKind.CLAIM
    )


def _rank_base(base: float) -> tuple[float, float]:
    return abs(base - NEUTRAL_BASE), -base


def _is_counted(item: Relation, statements: Mapping[str, Statement]) -> bool:
    return (
        item.active
        and item.kind is not RelationKind.REPHRASE
        and bool(item.premises)
        and statements.keys() >= set(item.premises)
    )


def _find_origins(weighted: WeightedGraph, statements: Mapping[str, Statement]) -> dict[int, str]:
    """Return the original source of each node that has exactly one.

    A node with two is independent of both.
    """
    origins: dict[int, set[str]] = {}
    for name, item in statements.items():
        if item.origin:
            origins.setdefault(weighted.node[name], set()).add(item.origin)
    return {node: names.pop() for node, names in origins.items() if len(names) == 1}


def _add_terms(weighted: WeightedGraph, arguments: Iterable[Relation], origins: Mapping[int, str]) -> None:
    """Add the terms of the relations, grouped where they count once.

    Terms on the same side of a target form a group if their premises are the same or have the same original source.
    """
    node = weighted.node
    groups: dict[tuple[int, bool, frozenset[int | str]], list[Term]] = {}
    for item in arguments:
        target = node.get(item.target)
        if target is not None and item.joins_parts:
            weighted.parts.setdefault(target, []).append(
                (node[item.id], *(node[name] for name in item.premises))
            )
        elif target is not None:
            premises = dict.fromkeys([node[premise] for premise in item.premises])
            key = frozenset([origins.get(premise, premise) for premise in premises])
            term = (node[item.id], *premises)
            groups.setdefault((target, item.kind is RelationKind.SUPPORT, key), []).append(term)
    for (target, is_support, _), terms in groups.items():
        side = weighted.supports if is_support else weighted.attacks
        side.setdefault(target, []).append(tuple(terms))
        if len(terms) > 1:
            weighted.shared.append(tuple(terms))
