"""The argument map as a nested outline: below each statement are those that support or attack it.

Pure. A statement with several targets appears below each of them, but its own supporters and attackers only at the
first place. A cycle is cut where it would repeat.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

SIGNS = {
    RelationKind.SUPPORT: ("+", gettext_noop("supports")),
    RelationKind.ATTACK: ("−", gettext_noop("attacks")),
    RelationKind.UNDERCUT: ("/", gettext_noop("undercuts")),
    RelationKind.REPHRASE: ("=", gettext_noop("rephrases")),
}


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A statement at one place of the outline, with its relation to the statement above and the statements below.

    `is_repeated` means that the statements below it are shown at an earlier place.
    """

    statement: Statement
    sign: str = ""
    relation: str = ""
    children: tuple["OutlineItem", ...] = ()
    is_repeated: bool = False


def with_relative_links(graph: Graph, site: str) -> Graph:
    """Return the graph with links to our own pages made relative.

    A user may be signed in under another host name than SITE_URL, and an absolute link would ask for a new sign-in.
    """
    statements = (
        replace(statement, url=statement.url.removeprefix(site))
        if statement.url.startswith(f"{site}/")
        else statement
        for statement in graph.statements
    )
    return replace(graph, statements=tuple(statements))


def focus_graph(graph: Graph, statement: str) -> Graph:
    """Return the part of a map that affects one statement, directly or through others, with its context."""
    reached, queue = set(), [statement]
    while queue:
        current = queue.pop()
        if current not in reached:
            reached.add(current)
            for relation in graph.incoming.get(current, ()):
                queue += [relation.id, *relation.premises]
            queue += [item.id for item in graph.statements if item.extra.get("context_of") == current]
    return replace(
        graph,
        statements=tuple(item for item in graph.statements if item.id in reached),
        relations=tuple(relation for relation in graph.relations if relation.id in reached),
    )


def build_outline(graph: Graph) -> list[OutlineItem]:
    """Return the outline: first the claims that are not part of another, then the premises that are left.

    In a cycle that nothing else leads into, the first statement becomes a top item.
    """
    below = {premise for relation in graph.relations for premise in relation.premises}
    inner = {item.id for item in graph.statements if item.id in below or "context_of" in item.extra}
    ranked = sorted(graph.statements, key=lambda item: item.kind is not StatementKind.CLAIM)
    shown: set[str] = set()
    # The comprehension depends on `shown`, which _build_item extends: a statement below an earlier one is no top item.
    tops = sorted(ranked, key=lambda item: item.id in inner)
    return [_build_item(graph, item, frozenset(), shown) for item in tops if item.id not in shown]


def _build_item(
    graph: Graph,
    statement: Statement,
    above: frozenset[str],
    shown: set[str],
    sign: str = "",
    relation: str = "",
) -> OutlineItem:
    """Return the item of a statement, with everything below it only if this is its first place."""
    if statement.id in shown:
        is_repeated = bool(graph.incoming.get(statement.id))
        return OutlineItem(statement, sign, relation, is_repeated=is_repeated)
    shown.add(statement.id)
    above |= {statement.id}
    children = _build_children(graph, graph.incoming.get(statement.id, ()), above, shown)
    return OutlineItem(statement, sign, relation, (*children, *_build_context(graph, statement, shown)))


def _build_children(
    graph: Graph, relations: Iterable[Relation], above: frozenset[str], shown: set[str]
) -> Iterable[OutlineItem]:
    for relation in relations:
        sign, word = SIGNS[relation.kind]
        for premise in relation.premises:
            if premise in graph.statement and premise not in above:
                yield _build_item(graph, graph.statement[premise], above, shown, sign, word)
        if relation.id not in above:
            incoming = graph.incoming.get(relation.id, ())
            yield from _build_children(graph, incoming, above | {relation.id}, shown)


def _build_context(graph: Graph, statement: Statement, shown: set[str]) -> Iterable[OutlineItem]:
    for other in graph.statements:
        if other.extra.get("context_of") == statement.id:
            shown.add(other.id)
            yield OutlineItem(other, "·", gettext_noop("context"))
