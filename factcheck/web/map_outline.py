"""The argument map as a nested outline: what bears on a claim stands below it.

Pure. A statement that bears on several others stands in each place, with what bears on it in the first alone; a cycle
is cut where it would begin again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

SIGNS = {
    RelationKind.SUPPORT: ("+", gettext_noop("supports")),
    RelationKind.ATTACK: ("−", gettext_noop("refutes")),
    RelationKind.UNDERCUT: ("/", gettext_noop("undercuts")),
    RelationKind.REPHRASE: ("=", gettext_noop("says again")),
}


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A statement in its place: how it bears on what stands above it, and what bears on it."""

    statement: Statement
    sign: str = ""
    word: str = ""
    children: tuple["OutlineItem", ...] = ()
    again: bool = False


def with_relative_links(graph: Graph, site: str) -> Graph:
    """The graph with links to our own pages without the site's address: they stay where one is signed in."""
    statements = (
        replace(one, url=one.url.removeprefix(site)) if one.url.startswith(f"{site}/") else one
        for one in graph.statements
    )
    return replace(graph, statements=tuple(statements))


def focus_graph(graph: Graph, statement: str) -> Graph:
    """The part of a map that bears on one statement, directly or through others, its context included."""
    kept, waiting = set(), [statement]
    while waiting:
        here = waiting.pop()
        if here not in kept:
            kept.add(here)
            for relation in graph.incoming.get(here, ()):
                waiting += [relation.id, *relation.premises]
            waiting += [other.id for other in graph.statements if other.extra.get("context_of") == here]
    return replace(
        graph,
        statements=tuple(one for one in graph.statements if one.id in kept),
        relations=tuple(one for one in graph.relations if one.id in kept),
    )


def build_outline(graph: Graph) -> list[OutlineItem]:
    """The claims that are no part of another, each with all that bears on it; then premises left over.

    Where statements bear on each other in a circle that nothing else leads into, the first of them stands on top.
    """
    below = {premise for relation in graph.relations for premise in relation.premises}
    inner = {item.id for item in graph.statements if item.id in below or "context_of" in item.extra}
    ranked = sorted(graph.statements, key=lambda item: item.kind is not StatementKind.CLAIM)
    shown: set[str] = set()
    # `shown` grows while the list is made: what stands below an earlier one is no top any more.
    tops = sorted(ranked, key=lambda item: item.id in inner)
    return [_item(graph, item, frozenset(), shown) for item in tops if item.id not in shown]


def _item(
    graph: Graph, statement: Statement, above: frozenset[str], shown: set[str], sign: str = "", word: str = ""
) -> OutlineItem:
    """What bears on a statement stands below it where it stands first; elsewhere it only says that it does."""
    if statement.id in shown:
        return OutlineItem(statement, sign, word, again=bool(graph.incoming.get(statement.id)))
    shown.add(statement.id)
    above |= {statement.id}
    bearing = _bearing(graph, graph.incoming.get(statement.id, ()), above, shown)
    return OutlineItem(statement, sign, word, (*bearing, *_context(graph, statement, shown)))


def _bearing(
    graph: Graph, relations: Iterable[Relation], above: frozenset[str], shown: set[str]
) -> Iterable[OutlineItem]:
    for relation in relations:
        sign, word = SIGNS[relation.kind]
        for premise in relation.premises:
            if premise in graph.statement and premise not in above:
                yield _item(graph, graph.statement[premise], above, shown, sign, word)
        if relation.id not in above:
            yield from _bearing(graph, graph.incoming.get(relation.id, ()), above | {relation.id}, shown)


def _context(graph: Graph, statement: Statement, shown: set[str]) -> Iterable[OutlineItem]:
    for other in graph.statements:
        if other.extra.get("context_of") == statement.id:
            shown.add(other.id)
            yield OutlineItem(other, "·", gettext_noop("context"))
