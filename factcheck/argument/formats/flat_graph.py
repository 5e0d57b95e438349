"""A map for drawing languages, with plain nodes n0, n1 and so on.

Some relations need a node of their own.
"""

from dataclasses import dataclass, field

from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.graph import Graph, Relation, Statement


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line between two nodes.

    `into` is false if it ends at the node of its relation instead of the target.
    """

    relation: Relation
    source: str
    target: str
    into: bool = True


@dataclass(frozen=True, slots=True)
class FlatGraph:
    """Statements and joints by the name of the node, and arrows.

    A joint is the node of a relation.
    """

    statements: dict[str, Statement] = field(default_factory=dict)
    joints: dict[str, Relation] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)


def flatten(graph: Graph) -> FlatGraph:
    """Return a flat graph.

    A relation is a single arrow unless it has several premises, has none, or is a target.

    Raises `InvalidInput` for a graph that is not sound.
    """
    ensure_sound(graph)
    flat = FlatGraph()
    name = {key: f"n{number}" for number, key in enumerate((*graph.statement, *graph.relation))}
    flat.statements.update((name[item.id], item) for item in graph.statements)
    for item in graph.relations:
        if len(item.premises) == 1 and item.id not in graph.incoming:
            flat.arrows.append(Arrow(item, name[item.premises[0]], name[item.target]))
            continue
        flat.joints[name[item.id]] = item
        flat.arrows.extend(Arrow(item, name[premise], name[item.id], into=False) for premise in item.premises)
        flat.arrows.append(Arrow(item, name[item.id], name[item.target]))
    return flat
