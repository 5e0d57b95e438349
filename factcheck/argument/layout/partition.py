"""Cuts a map into sheets that are laid out each by itself: one a connected part, several for a very large one.

A relation stands on the sheet of what it bears on; a premise that lives on another sheet is shown there by a stub.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from factcheck.argument.evaluation.weighted_graph import DisjointSets
from factcheck.argument.graph import Graph, Relation

MAX_UNCUT_STATEMENTS = 3000
BRANCH_SIZE = 400
MIN_BRANCH_DIVISOR = 12


@dataclass(slots=True)
class LayoutComponent:
    """Statements and relations that are laid out together. `context` pairs a claim with a statement about it."""

    statements: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    context: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_single(self) -> bool:
        """Whether there is but one card, and nothing to draw to it."""
        return len(self.statements) == 1 and not self.relations

    def stubs(self) -> list[str]:
        """The premises whose cards stand on other sheets."""
        own = set(self.statements)
        named = dict.fromkeys(premise for item in self.relations for premise in item.premises)
        return [premise for premise in named if premise not in own]


def partition_graph(
    graph: Graph, large: int = MAX_UNCUT_STATEMENTS, branch: int = BRANCH_SIZE
) -> list[LayoutComponent]:
    """The sheets of a map, in the order of their first statements; branches of about `branch` above `large`."""
    homes = {item.id: graph.conclusion(item) for item in graph.relations}
    drawn = [item for item in graph.relations if homes[item.id] and _stands(graph, item)]
    edges = [(homes[item.id], premise) for item in drawn for premise in item.premises]
    context = [(about, item.id) for item in graph.statements if (about := graph.context_of(item))]
    if len(graph.statements) > large:
        place = _branches(graph, edges + context, branch)
    else:
        place = _parts(graph, edges + context)
    return _filled(graph, place, homes, drawn, context)


def _stands(graph: Graph, item: Relation) -> bool:
    """A relation is drawn if it has premises and all of them, and all that it cuts, can be drawn."""
    while item.premises and all(premise in graph.statement for premise in item.premises):
        if item.target in graph.statement:
            return True
        item = graph.relation[item.target]
    return False


def _parts(graph: Graph, edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    families = DisjointSets({item.id: item.id for item in graph.statements})
    for one, other in edges:
        families.join(one, other)
    return {item.id: families.of(item.id) for item in graph.statements}


def _branches(graph: Graph, edges: list[tuple[str, str]], branch: int) -> dict[str, str]:
    """For each statement the head of its branch.

    Bottom up, a statement that would carry more than `branch` sheds its heaviest branches, but for mere twigs.
    """
    above = _spanning(graph, edges)
    below: dict[str, list[str]] = {name: [] for name in above}
    carried: dict[str, int] = {}
    heads = set()
    for name in reversed(above):
        kept = 1 + sum(carried[child] for child in below[name])
        for child in sorted(below[name], key=lambda child: -carried[child]):
            if kept <= branch or carried[child] * MIN_BRANCH_DIVISOR < branch:
                break
            heads.add(child)
            kept -= carried[child]
        carried[name] = kept
        below.setdefault(above[name], []).append(name)
    place: dict[str, str] = {}
    for name, parent in above.items():
        place[name] = place[parent] if parent and name not in heads else name
    return place


def _spanning(graph: Graph, edges: list[tuple[str, str]]) -> dict[str, str]:
    """The statement that each one hangs on, empty for roots; every statement comes after the one it hangs on."""
    premises: dict[str, list[str]] = {}
    for target, premise in edges:
        premises.setdefault(target, []).append(premise)
    leading = {premise for _, premise in edges}
    names = [item.id for item in graph.statements]
    above: dict[str, str] = {}
    for root in (*(name for name in names if name not in leading), *names):
        if root not in above:
            above[root] = ""
            waiting = deque([root])
            while waiting:
                here = waiting.popleft()
                new = dict.fromkeys(name for name in premises.get(here, ()) if name not in above)
                above |= dict.fromkeys(new, here)
                waiting.extend(new)
    return above


def _filled(
    graph: Graph,
    place: dict[str, str],
    homes: dict[str, str],
    drawn: Iterable[Relation],
    context: Iterable[tuple[str, str]],
) -> list[LayoutComponent]:
    found: dict[str, LayoutComponent] = {}
    for item in graph.statements:
        found.setdefault(place[item.id], LayoutComponent()).statements.append(item.id)
    for relation in drawn:
        found[place[homes[relation.id]]].relations.append(relation)
    for about, name in context:
        if place[about] == place[name]:
            found[place[name]].context.append((about, name))
    return list(found.values())
