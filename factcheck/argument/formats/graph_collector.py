"""Gathers statements and relations into a sound graph: every id once, no end loose. Readers and writers share it.

What an argument should be beyond that (a rephrase with one premise, no self-relation) is not judged here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from factcheck.argument.formats.format_types import ReadNote, ReadResult
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MAX_ITEMS = 100_000


@dataclass
class GraphCollector:
    """Takes a map item by item, each with the position to blame, and refuses what cannot be one."""

    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    _where: dict[str, str] = field(default_factory=dict)

    def add_statement(self, statement: Statement, where: str) -> None:
        self._claim(statement.id, statement.base, where)
        self.statements.append(statement)

    def add_relation(self, relation: Relation, where: str) -> None:
        self._claim(relation.id, relation.base, where)
        self.relations.append(relation)

    def note(self, where: str, message: str) -> None:
        self.notes.append(ReadNote(where, message))

    def finish(self, title: str = "", extra: Mapping[str, Any] | None = None) -> ReadResult:
        """The map. Raises `InvalidInput` where a relation starts or ends at nothing."""
        statements = {item.id for item in self.statements}
        for relation in self.relations:
            where = self._where[relation.id]
            for premise in relation.premises:
                if premise not in statements:
                    raise InvalidInput(
                        _("There is no statement “%(premise)s” to argue from.") % {"premise": premise},
                        where=where,
                    )
            if relation.target not in self._where:
                raise InvalidInput(
                    _("There is nothing named “%(target)s” to bear on.") % {"target": relation.target},
                    where=where,
                )
        graph = Graph(tuple(self.statements), tuple(self.relations), title, dict(extra or {}))
        return ReadResult(graph, tuple(self.notes))

    def _claim(self, item_id: str, base: float, where: str) -> None:
        if not item_id:
            raise InvalidInput(_("The id is empty."), where=where)
        if item_id in self._where:
            raise InvalidInput(
                _("The id “%(id)s” is taken already, by %(where)s.")
                % {"id": item_id, "where": self._where[item_id]},
                where=where,
            )
        if not (isfinite(base) and 0 <= base <= 1):
            raise InvalidInput(
                _("The base strength %(base)s does not lie in 0 to 1.") % {"base": base}, where=where
            )
        if len(self._where) >= MAX_ITEMS:
            raise InvalidInput(
                _("A map may have %(most)s statements and relations at most.") % {"most": f"{MAX_ITEMS:,}"},
                where=where,
            )
        self._where[item_id] = where


def ensure_sound(graph: Graph) -> None:
    """Raise `InvalidInput` for a graph that no file could hold: an id twice, or a relation from or to nothing."""
    collector = GraphCollector()
    for number, statement in enumerate(graph.statements):
        collector.add_statement(statement, f"statements[{number}]")
    for number, relation in enumerate(graph.relations):
        collector.add_relation(relation, f"relations[{number}]")
    collector.finish()
