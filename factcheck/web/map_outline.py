"""The argument map as an outline: below each statement are those that support or attack it.

Pure. A statement with several targets appears below each of them, but its own supporters and attackers only at the
first place. A cycle is cut where it would repeat. The lines are flat: maps can be deeper than functions can call
themselves, and templates show a flat list several times faster than one that includes itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext_noop

from factcheck.argument.graph import Graph, Statement
from factcheck.enums import RelationKind, StatementKind

SIGNS = {
    RelationKind.SUPPORT: ("+", gettext_noop("supports")),
    RelationKind.ATTACK: ("−", gettext_noop("attacks")),
    RelationKind.UNDERCUT: ("/", gettext_noop("undercuts")),
    RelationKind.REPHRASE: ("=", gettext_noop("rephrases")),
}
CONTEXT = ("·", gettext_noop("context"))


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A statement at one place of the outline, with its level and its relation to the statement above.

    `is_repeated` means that the statement is shown at an earlier place, with what is below it. A list begins before a
    line that `begins` one; `ends` counts the lists that end after it.
    """

    statement: Statement
    level: int = 0
    sign: str = ""
    relation: str = ""
    is_repeated: bool = False
    begins: bool = False
    has_children: bool = False
    ends: range = range(0)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that the outline still has to show; `above` are the statements on the way to it."""

    statement: str
    level: int
    sign: str
    relation: str
    above: frozenset[str]


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


def build_outline(graph: Graph) -> list[OutlineLine]:
    """Return the outline: first the claims that are not part of another, then the premises that are left.

    In a cycle that nothing else leads into, the first statement is a line of the first level.
    """
    context = _index_context(graph)
    below = {premise for relation in graph.relations for premise in relation.premises}
    inner = below | {item.id for items in context.values() for item in items}
    ranked = sorted(graph.statements, key=lambda item: item.kind is not StatementKind.CLAIM)
    lines: list[OutlineLine] = []
    shown: set[str] = set()
    for top in sorted(ranked, key=lambda item: item.id in inner):
        if top.id not in shown:
            lines += _iter_branch(graph, context, top, shown)
    return list(_mark_lists(lines))


def _iter_branch(
    graph: Graph, context: dict[str, list[Statement]], top: Statement, shown: set[str]
) -> Iterator[OutlineLine]:
    """Yield a statement and everything below it; what it shows is added to `shown`."""
    waiting = [_Place(top.id, 0, "", "", frozenset())]
    while waiting:
        place = waiting.pop()
        statement = graph.statement[place.statement]
        is_repeated = statement.id in shown
        yield OutlineLine(statement, place.level, place.sign, place.relation, is_repeated)
        if not is_repeated:
            shown.add(statement.id)
            waiting += reversed(list(_iter_places_below(graph, context, place)))


def _iter_places_below(graph: Graph, context: dict[str, list[Statement]], place: _Place) -> Iterator[_Place]:
    """Yield the premises of the relations to a statement, each followed by those of its undercuts, then context."""
    above = place.above | {place.statement}
    waiting = list(reversed(graph.incoming.get(place.statement, ())))
    visited = set()
    while waiting:
        relation = waiting.pop()
        if relation.id in visited:
            continue  # undercuts can target each other in a cycle
        visited.add(relation.id)
        for premise in relation.premises:
            if premise in graph.statement and premise not in above:
                yield _Place(premise, place.level + 1, *SIGNS[relation.kind], above)
        waiting += reversed(graph.incoming.get(relation.id, ()))
    for other in context.get(place.statement, ()):
        if other.id not in above:
            yield _Place(other.id, place.level + 1, *CONTEXT, above)


def _index_context(graph: Graph) -> dict[str, list[Statement]]:
    context: dict[str, list[Statement]] = {}
    for item in graph.statements:
        if about := graph.find_context_claim(item):
            context.setdefault(about, []).append(item)
    return context


def _mark_lists(lines: list[OutlineLine]) -> Iterator[OutlineLine]:
    """Yield the lines with the places where lists begin and end."""
    before = -1
    for line, after in pairwise([*lines, None]):
        assert line is not None
        level = after.level if after else 0
        yield replace(
            line,
            begins=line.level > before,
            has_children=level > line.level,
            ends=range(max(line.level - level, 0)),
        )
        before = line.level
