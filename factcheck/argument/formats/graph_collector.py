"""Collects statements and relations into a sound graph.

In a sound graph ids are unique, and the ends of all relations exist.

Readers and writers of all formats use it. Rules beyond that, such as that a rephrase has one premise, are in
`validation`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from factcheck.argument.formats.format_types import ReadNote, ReadResult
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

# Ten times the largest map of the benchmarks. It bounds the memory that an import takes.
MAX_ITEMS = 100_000


@dataclass
class GraphCollector:
    """Collects a map item by item.

    Each item comes with its position in the file, for error messages.
    """

    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    _where: dict[str, str] = field(default_factory=dict)

    def add_statement(self, statement: Statement, where: str) -> None:
        """Add a statement.

        Raises `InvalidInput` if its id is taken or its base score is not in 0..1.
        """
        self._register(statement.id, statement.base, where)
        self.statements.append(statement)

    def add_relation(self, relation: Relation, where: str) -> None:
        """Add a relation.

        Raises `InvalidInput` if its id is taken or its base strength is not in 0..1.
        """
        self._register(relation.id, relation.base, where)
        self.relations.append(relation)

    def note(self, where: str, message: str) -> None:
        """Add a note for the person who imports the file."""
        self.notes.append(ReadNote(where, message))

    def finish(self, title: str = "", extra: Mapping[str, Any] | None = None) -> ReadResult:
        """Return the map.

        Raises `InvalidInput` if a premise or the target of a relation does not exist.
        """
        statements = {item.id for item in self.statements}
        for relation in self.relations:
            where = self._where[relation.id]
            for premise in relation.premises:
                if premise not in statements:
                    raise InvalidInput(
                        _("The premise “%(premise)s” does not exist.") % {"premise": premise},
                        where=where,
                    )
            if relation.target not in self._where:
                raise InvalidInput(
                    _("The target “%(target)s” does not exist.") % {"target": relation.target},
                    where=where,
                )
        graph = Graph(tuple(self.statements), tuple(self.relations), title, dict(extra or {}))
        return ReadResult(graph, tuple(self.notes))

    def _register(self, item_id: str, base: float, where: str) -> None:
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
                _("The base score %(base)s is not between 0 and 1.") % {"base": base}, where=where
            )
        if len(self._where) >= MAX_ITEMS:
            raise InvalidInput(
                _("A map may have %(most)s statements and relations at most.") % {"most": f"{MAX_ITEMS:,}"},
                where=where,
            )
        self._where[item_id] = where


def ensure_sound(graph: Graph) -> None:
    """Raise `InvalidInput` for a graph that is not sound.

    That is one with an id that is not unique, or with an end that does not exist.
    """
    collector = GraphCollector()
    for number, statement in enumerate(graph.statements):
        collector.add_statement(statement, f"statements[{number}]")
    for number, relation in enumerate(graph.relations):
        collector.add_relation(relation, f"relations[{number}]")
    collector.finish()
