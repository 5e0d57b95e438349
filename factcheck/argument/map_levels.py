"""The levels of a map: what is directly below each statement, and how far each one is from the statements on top."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.argument.focus import Focus
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import StatementKind

Unit = tuple[str, ...]
"""Statements that are shown together or not at all: the premises of one relation."""


def index_units(graph: Graph) -> dict[str, list[Unit]]:
    """Return what is directly below each statement: the premises of its relations and their undercuts, and context."""
    units: dict[str, list[Unit]] = {}
    for relation in graph.relations:
        if _is_drawable(graph, relation) and (conclusion := graph.find_conclusion(relation)):
            units.setdefault(conclusion, []).append(relation.premises)
    for item in graph.statements:
        if about := graph.find_context_claim(item):
            units.setdefault(about, []).append((item.id,))
    return units


def _is_drawable(graph: Graph, relation: Relation) -> bool:
    return bool(relation.premises) and all(name in graph.statement for name in relation.premises)


@dataclass
class MapLevels:
    """The levels of a map below its roots: the statement of the focus, or all that affect no other.

    `below` has for each statement those directly below it, for "" the roots. `parent` has the statement above each one,
    on a shortest way to a root.
    """

    graph: Graph
    focus: Focus
    parent: dict[str, str] = field(default_factory=dict)
    level: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.roots:
            self._add(root)
        if not self.focus.statement:
            # In a cycle that nothing else leads into, the first statement is a root.
            for name in self.graph.statement:
                if name in self._connected and name not in self.level:
                    self.roots.append(name)
                    self._add(name)

    @cached_property
    def units(self) -> dict[str, list[Unit]]:
        return index_units(self.graph)

    @cached_property
    def _connected(self) -> set[str]:
        premises = {name for groups in self.units.values() for unit in groups for name in unit}
        return premises | self.units.keys()

    @cached_property
    def roots(self) -> list[str]:
        if self.focus.statement:
            return [self.focus.statement]
        inner = {name for groups in self.units.values() for unit in groups for name in unit}
        return [name for name in self.graph.statement if name in self._connected and name not in inner]

    @cached_property
    def isolated(self) -> tuple[Statement, ...]:
        if self.focus.statement:
            return ()
        return tuple(item for item in self.graph.statements if item.id not in self._connected)

    @cached_property
    def below(self) -> dict[str, set[str]]:
        reached = {
            name: {premise for unit in groups for premise in unit} - {name}
            for name, groups in self.units.items()
            if name in self.level
        }
        return {"": set(self.roots)} | reached

    @cached_property
    def main(self) -> str:
        """The claim among the roots with the most statements below it, the first of several."""
        sizes = Counter[str]()
        root_of: dict[str, str] = {}
        for name, parent in self.parent.items():  # a statement comes after its parent
            root_of[name] = root_of.get(parent, name)
            sizes[root_of[name]] += 1
        claims = [root for root in self.roots if self.graph.statement[root].kind is StatementKind.CLAIM]
        return max(claims or self.roots, key=lambda root: sizes[root], default="")

    def _add(self, root: str) -> None:
        """Add a root and what is below it, level by level."""
        self.parent.setdefault(root, "")
        if root in self.level:
            return
        self.level[root] = 0
        queue = [root]
        for name in queue:
            for unit in self.units.get(name, ()):
                for premise in unit:
                    if premise not in self.level:
                        self.level[premise] = self.level[name] + 1
                        self.parent[premise] = name
                        queue.append(premise)

    def list_first(self) -> list[str]:
        """Return the roots to show: the main one before all others, without those to skip."""
        if self.focus.statement:
            return self.roots
        return sorted(self.roots, key=lambda root: root != self.main)[self.focus.skip :]

    def list_below(self, name: str) -> list[Unit]:
        """Return what is directly below a statement, without what to skip below the focus."""
        units = self.units.get(name, [])
        return units[self.focus.skip :] if name == self.focus.statement else units
