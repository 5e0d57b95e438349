"""The part of a map that is shown: what affects one statement, to a depth, with or without drafts.

A drawing of more than MAX_SHOWN cards is neither readable nor fast. What is furthest from the statements on top is left
out, and counted where it is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from factcheck.argument.focus import Focus, invalid_parameter
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.map_levels import MapLevels, Unit, index_units
from factcheck.enums import StatementKind
from factcheck.i18n import gettext as _

MAX_SHOWN = 300
# What a map opens with. More is shown when a person asks for it.
SHOWN_AT_FIRST = 120
DEEPEST_AT_FIRST = 30


@dataclass(frozen=True, slots=True)
class MapPart:
    """The part of a map that is shown.

    `graph` has the statements that are shown, and the relations between them. `main` is the claim that most of the map
    affects. `below` has the number of statements directly below each one, `left_out` the number of those that are
    not shown; "" is the first level. `isolated` are the statements without any relation, which are in no graph.
    `found` are the statements that contain the text to find; `found_drafts` is the number of those that are left out as
    drafts. `drafts` is the number of all statements that are left out as drafts, and `total` that of all others.
    `next_skip` is the number to skip to see the next statements of the first level, 0 if there are no more.
    """

    graph: Graph
    focus: Focus
    main: str
    below: Mapping[str, int]
    left_out: Mapping[str, int]
    isolated: tuple[Statement, ...]
    found: tuple[str, ...]
    found_drafts: int
    drafts: int
    total: int
    next_skip: int


def cut_graph(graph: Graph, focus: Focus, *, limit: int = MAX_SHOWN) -> MapPart:
    """Return the part of a map that a focus asks for, with at most `limit` statements.

    Raises `InvalidInput` if the map has no such statement.
    """
    if focus.find:
        focus = replace(focus, statement="", skip=0)
    if focus.statement and focus.statement not in graph.statement:
        hint = _("Use the id of a statement of this map, such as c12, e34 or p5.")
        raise invalid_parameter("focus", focus.statement, hint)
    hidden = frozenset() if focus.drafts else find_drafts(graph)
    if focus.statement in hidden or not _has_confirmed_claim(graph):
        hidden = frozenset()  # a link to a draft, and a map whose claims are all drafts, would show nothing
    confirmed = restrict_graph(graph, graph.statement.keys() - hidden) if hidden else graph
    levels = MapLevels(confirmed, focus)
    matches = find_statements(graph, focus.find)
    found = tuple(name for name in matches if name not in hidden)
    shown = _select(levels, found, limit)
    return MapPart(
        graph=restrict_graph(confirmed, shown),
        focus=focus,
        main=levels.main,
        below={name: len(names) for name, names in levels.below.items()},
        left_out={
            name: missing for name, names in levels.below.items() if (missing := len(names - shown.keys()))
        },
        isolated=levels.isolated,
        found=found,
        found_drafts=len(matches) - len(found),
        drafts=len(hidden),
        total=len(confirmed.statements),
        next_skip=_find_next(levels, shown),
    )


def restrict_graph(graph: Graph, names: Iterable[str]) -> Graph:
    """Return the graph of some of the statements, with the relations whose ends are all in it.

    Repeated until nothing changes: a relation that is left out can leave an undercut of it without its target.
    """
    statements = set(names)
    relations = graph.relations
    while True:
        ends = statements | {relation.id for relation in relations}
        remaining = tuple(
            relation for relation in relations if ends.issuperset((relation.target, *relation.premises))
        )
        if len(remaining) == len(relations):
            kept = tuple(item for item in graph.statements if item.id in statements)
            return replace(graph, statements=kept, relations=remaining)
        relations = remaining


def find_drafts(graph: Graph) -> frozenset[str]:
    """Return the claims that are not confirmed, and the statements that affect nothing else."""
    waiting = [item.id for item in graph.statements if not item.confirmed]
    if not waiting:
        return frozenset()
    units = index_units(graph)
    below = {name: {premise for unit in groups for premise in unit} for name, groups in units.items()}
    targets = Counter(premise for premises in below.values() for premise in premises)
    drafts = set(waiting)
    while waiting:
        for name in below.get(waiting.pop(), ()):
            targets[name] -= 1
            is_claim = graph.statement[name].kind is StatementKind.CLAIM
            if not targets[name] and not is_claim and name not in drafts:
                drafts.add(name)
                waiting.append(name)
    return frozenset(drafts)


def _has_confirmed_claim(graph: Graph) -> bool:
    return any(item.confirmed and item.kind is StatementKind.CLAIM for item in graph.statements)


def find_statements(graph: Graph, text: str) -> tuple[str, ...]:
    """Return the ids of the statements that contain a text, in any case, or whose title, label or source does."""
    wanted = text.casefold().strip()
    return tuple(
        item.id
        for item in graph.statements
        if wanted and any(wanted in part.casefold() for part in _list_texts(item))
    )


def _list_texts(item: Statement) -> tuple[str, ...]:
    return item.text, item.title, item.label, item.publisher, item.source


def _select(levels: MapLevels, found: tuple[str, ...], limit: int) -> dict[str, None]:
    """Return the statements to show: branch by branch, the main one first, and what is nearest to the root first.

    What a person asked for comes before everything else: what was opened, and the way to it and to what was found.
    """
    focus = levels.focus
    at_first = limit if focus.depth else min(limit, SHOWN_AT_FIRST)
    ways = _list_ways(levels, (*found, *focus.opened))
    asked, opened, folded = {*ways, *found}, {*ways, *focus.opened}, {*focus.folded} - ways
    shown: dict[str, None] = {}
    order = count()
    queue: list[tuple[bool, int, int, int, Unit]] = []

    def push(above: str, unit: Unit, branch: int) -> None:
        is_asked = above in focus.opened or not asked.isdisjoint(unit)
        level = min(levels.level.get(name, 0) for name in unit)
        heappush(queue, (not is_asked, branch, level, next(order), unit))

    for branch, root in enumerate(levels.list_first()):
        push("", (root,), branch)
    extras = 0
    while queue:
        is_extra, branch, level, _number, unit = heappop(queue)
        new = [name for name in dict.fromkeys(unit) if name not in shown]
        if len(shown) + len(new) > limit or (is_extra and extras + len(new) > at_first):
            continue
        extras += len(new) if is_extra else 0
        for name in new:
            shown[name] = None
            is_deep = level >= (focus.depth or DEEPEST_AT_FIRST)
            if name not in folded and (name in opened or not is_deep):
                for further in levels.list_below(name):
                    push(name, further, branch)
    return shown


def _find_next(levels: MapLevels, shown: Mapping[str, None]) -> int:
    """Return how many units of the first level to skip, so that the first one that is not shown comes first."""
    focus = levels.focus
    units = (
        levels.list_below(focus.statement) if focus.statement else [(root,) for root in levels.list_first()]
    )
    if focus.statement in focus.folded:
        return 0
    for number, unit in enumerate(units):
        if not shown.keys() >= {*unit}:
            return focus.skip + max(number, 1)
    return 0


def _list_ways(levels: MapLevels, names: Iterable[str]) -> set[str]:
    """Return all statements that are above these, up to a root."""
    ways: set[str] = set()
    for name in names:
        while (name := levels.parent.get(name, "")) and name not in ways:
            ways.add(name)
    return ways
