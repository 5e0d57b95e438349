"""The strongest path of relations from each statement to a claim."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.enums import RelationKind

RelationPath = tuple[str, ...]
"""Ids of relations, nearest to the statement first. An undercut is followed by the relation that it undercuts."""

# Every path is stored, so a chain without a limit would take memory in proportion to the square of its length.
MAX_PATH_LENGTH = 200


def find_strongest_paths(graph: Graph, evaluation: Evaluation, claim: str) -> Mapping[str, RelationPath]:
    """Return for each statement that affects a claim its strongest path to it.

    The strength of a path is the product of the base strengths of its relations and the strengths of its premises. No
    factor is above 1, so Dijkstra's algorithm works on products as it does on sums. Only active items are in a path.
    Statements come in the order of their strength; those behind more than MAX_PATH_LENGTH relations are left out.
    """
    return dict(iter_strongest_paths(graph, evaluation, claim))


def iter_strongest_paths(
    graph: Graph, evaluation: Evaluation, claim: str
) -> Iterator[tuple[str, RelationPath]]:
    """Yield the items of `find_strongest_paths`, for a caller that needs the first of them only."""
    if not graph.statement[claim].active:
        return
    seen: set[str] = set()
    # The heap returns the smallest item, so strengths are negative. The path decides between equal ones.
    queue: list[tuple[float, RelationPath, str]] = [(-1.0, (), claim)]
    while queue:
        strength, path, current = heappop(queue)
        if current not in seen:
            seen.add(current)
            if current in graph.statement:
                yield current, path
            # A relation has the path of its premises, which end here.
            if len(path) - (current in graph.relation) >= MAX_PATH_LENGTH:
                continue
            for factor, longer, source in _iter_predecessors(graph, evaluation, current, path):
                heappush(queue, (strength * factor, longer, source))


def _iter_predecessors(
    graph: Graph, evaluation: Evaluation, current: str, path: RelationPath
) -> Iterator[tuple[float, RelationPath, str]]:
    """Yield the predecessors of a statement or relation.

    They are its premises, relations to it, and rephrases of it.
    """
    if current in graph.relation:
        for premise in graph.relation[current].premises:
            yield evaluation.strength[premise], path, premise
    for relation in graph.incoming.get(current, ()):
        if relation.kind is not RelationKind.REPHRASE and graph.is_counted(relation):
            yield relation.base, (relation.id, *path), relation.id
    for relation in graph.rephrases.get(current, ()):
        other = relation.target if relation.premises[0] == current else relation.premises[0]
        yield 1.0, (relation.id, *path), other
