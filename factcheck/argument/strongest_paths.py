"""The strongest way from each statement to a claim, relation by relation."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from factcheck.argument.graph import Graph, Relation
from factcheck.argument.semantics import Evaluation
from factcheck.enums import RelationKind

RelationPath = tuple[str, ...]
"""Ids of relations, nearest to the statement first. An undercut is followed by the relation that it cuts."""


def find_strongest_paths(graph: Graph, evaluation: Evaluation, claim: str) -> Mapping[str, RelationPath]:
    """By statement the way to the claim whose steps and premises are strongest together (Dijkstra, on products).

    Only what is active leads anywhere.
    """
    if not graph.statement[claim].active:
        return {}
    restated = _restated(graph)
    best: dict[str, RelationPath] = {}
    waiting: list[tuple[float, RelationPath, str]] = [(-1.0, (), claim)]
    while waiting:
        strength, way, here = heappop(waiting)
        if here not in best:
            best[here] = way
            for share, longer, source in _sources(graph, evaluation, restated, here, way):
                heappush(waiting, (strength * share, longer, source))
    return {name: way for name, way in best.items() if name in graph.statement}


def _sources(
    graph: Graph, evaluation: Evaluation, restated: Mapping[str, list[Relation]], here: str, way: RelationPath
) -> Iterator[tuple[float, RelationPath, str]]:
    """What leads to a statement or relation: a relation's premises, relations onto it, the same in other words."""
    if here in graph.relation:
        for premise in graph.relation[here].premises:
            yield evaluation.strength[premise], way, premise
    for relation in graph.incoming.get(here, ()):
        if relation.kind is not RelationKind.REPHRASE and graph.counts(relation):
            yield relation.base, (relation.id, *way), relation.id
    for relation in restated.get(here, ()):
        other = relation.target if relation.premises[0] == here else relation.premises[0]
        yield 1.0, (relation.id, *way), other


def _restated(graph: Graph) -> Mapping[str, list[Relation]]:
    """Rephrases between two active statements, by either end."""
    found: dict[str, list[Relation]] = {}
    for relation in graph.relations:
        ends = [graph.statement.get(name) for name in (*relation.premises, relation.target)]
        if relation.kind is RelationKind.REPHRASE and relation.active and len(ends) == 2:
            one, other = ends
            if one and other and one.active and other.active:
                found.setdefault(one.id, []).append(relation)
                found.setdefault(other.id, []).append(relation)
    return found
