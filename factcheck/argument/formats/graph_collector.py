"""Collects statements and relations into a sound graph.

In a sound graph ids are unique, and the ends of all relations exist.

Readers and writers of all formats use it. A reader sets an item aside that would make the graph unsound, with a note;
a writer refuses it. Rules beyond that, such as that a rephrase has one premise, are in `validation`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from factcheck.argument.formats.format_types import ReadNote, ReadResult
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

# Ten times the largest map of the benchmarks. It bounds the memory that an import takes.
MAX_ITEMS = 100_000
MAX_SHOWN = 80


@dataclass
class GraphCollector:
    """Collects a map item by item.

    Each item comes with its position in the file, for notes and error messages. With `strict`, the first item that
    would make the graph unsound raises `InvalidInput`.
    """

    strict: bool = False

    statements: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    _where: dict[str, str] = field(default_factory=dict)

    def add_statement(self, statement: Statement, where: str) -> None:
        """Add a statement, or set it aside if its id is empty or taken."""
        if self._register(statement.id, statement.text, where):
            self.statements.append(replace(statement, base=self._check_base(statement, where)))

    def add_relation(self, relation: Relation, where: str) -> None:
        """Add a relation, or set it aside if its id is empty or taken."""
        if self._register(relation.id, relation.kind, where):
            self.relations.append(replace(relation, base=self._check_base(relation, where)))

    def note(self, where: str, message: str) -> None:
        """Add a note for the person who imports the file."""
        self.notes.append(ReadNote(where, message))

    def finish(self, title: str = "", extra: Mapping[str, Any] | None = None) -> ReadResult:
        """Return the map, without premises and relations whose ends do not exist."""
        statements = {item.id for item in self.statements}
        self.relations = [self._drop_missing_premises(item, statements) for item in self.relations]
        self._drop_dangling()
        graph = Graph(tuple(self.statements), tuple(self.relations), title, dict(extra or {}))
        return ReadResult(graph, tuple(self.notes))

    def _drop_missing_premises(self, relation: Relation, statements: set[str]) -> Relation:
        for premise in relation.premises:
            if premise not in statements:
                message = _("The premise “%(premise)s” does not exist.") % {"premise": premise}
                self._set_aside(message, self._where[relation.id])
        present = tuple(premise for premise in relation.premises if premise in statements)
        return relation if present == relation.premises else replace(relation, premises=present)

    def _drop_dangling(self) -> None:
        """Set relations aside whose target does not exist, and then the relations to them."""
        while dangling := [item for item in self.relations if item.target not in self._where]:
            for relation in dangling:
                message = _("The target “%(target)s” does not exist.") % {"target": relation.target}
                self._set_aside(message, self._where[relation.id])
            for relation in dangling:
                del self._where[relation.id]
            self.relations = [item for item in self.relations if item.id in self._where]

    def _register(self, item_id: str, content: str, where: str) -> bool:
        if not item_id:
            self._set_aside(_("The id is empty."), where, content)
            return False
        if item_id in self._where:
            message = _("The id “%(id)s” is taken already, by %(where)s.")
            self._set_aside(message % {"id": item_id, "where": self._where[item_id]}, where, content)
            return False
        if len(self._where) >= MAX_ITEMS:
            raise InvalidInput(
                _("A map may have %(most)s statements and relations at most.") % {"most": f"{MAX_ITEMS:,}"},
                where=where,
            )
        self._where[item_id] = where
        return True

    def _check_base(self, item: Statement | Relation, where: str) -> float:
        """Return the base score; for one that is not in 0..1, the default."""
        if isfinite(item.base) and 0 <= item.base <= 1:
            return item.base
        self._set_aside(_("The base score %(base)s is not between 0 and 1.") % {"base": item.base}, where)
        return 0.5 if isinstance(item, Statement) else 1.0

    def _set_aside(self, message: str, where: str, content: str = "") -> None:
        if self.strict:
            raise InvalidInput(message, where=where)
        what = _("It was set aside: “%(text)s”.") if content else _("It was set aside.")
        self.note(where, f"{message} {what % {'text': shorten(content)}}")


def ensure_sound(graph: Graph) -> None:
    """Raise `InvalidInput` for a graph that is not sound.

    That is one with an id that is not unique, or with an end that does not exist.
    """
    collector = GraphCollector(strict=True)
    for number, statement in enumerate(graph.statements):
        collector.add_statement(statement, f"statements[{number}]")
    for number, relation in enumerate(graph.relations):
        collector.add_relation(relation, f"relations[{number}]")
    collector.finish()


def shorten(text: str) -> str:
    """Return the beginning of a text, for a note."""
    line = " ".join(text.split())
    return f"{line[:MAX_SHOWN]}…" if len(line) > MAX_SHOWN else line
