"""A map as drawing languages need it: plain nodes n0, n1, ... and which relations need a node of their own."""

from dataclasses import dataclass, field

from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

SIGN = {
    RelationKind.SUPPORT: "+",
    RelationKind.ATTACK: "−",
    RelationKind.UNDERCUT: "×",
    RelationKind.REPHRASE: "=",
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line between two nodes; `into` is false where it only leads to the node of its relation."""

    relation: Relation
    source: str
    target: str
    into: bool = True


@dataclass(frozen=True, slots=True)
class FlatGraph:
    """Statements and joints (relations that need a node) by node name, and the arrows among them."""

    statements: dict[str, Statement] = field(default_factory=dict)
    joints: dict[str, Relation] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)


def flatten(graph: Graph) -> FlatGraph:
    """A relation is a single arrow unless it has several premises, none, or is itself a target."""
    ensure_sound(graph)
    drawn = FlatGraph()
    name = {key: f"n{number}" for number, key in enumerate((*graph.statement, *graph.relation))}
    drawn.statements.update((name[item.id], item) for item in graph.statements)
    for item in graph.relations:
        if len(item.premises) == 1 and item.id not in graph.incoming:
            drawn.arrows.append(Arrow(item, name[item.premises[0]], name[item.target]))
            continue
        drawn.joints[name[item.id]] = item
        drawn.arrows.extend(
            Arrow(item, name[premise], name[item.id], into=False) for premise in item.premises
        )
        drawn.arrows.append(Arrow(item, name[item.id], name[item.target]))
    return drawn
