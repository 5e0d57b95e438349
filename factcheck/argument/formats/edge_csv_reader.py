"""Import of CSV as `edge_csv` exports it: a row for each premise of each relation, and for each other statement.

Spreadsheets save it with semicolons or tabs too. The columns are found by their names.
"""

import csv
import io
from enum import StrEnum
from typing import Any

from factcheck.argument.formats.edge_csv import HEADER, unescape_formula
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.enums import RelationKind, StatementKind
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_REQUIRED = frozenset({"relation", "kind", "premise", "premise_text", "target", "target_text"})
_RELATION = "relation"
_Row = dict[str, str]


def read(data: bytes) -> ReadResult:
    """Return the map of a table. Raises `InvalidInput` for a table with other columns."""
    collector = GraphCollector()
    statements: dict[str, Statement] = {}
    relations: dict[str, tuple[str, Relation]] = {}
    for line, row in _list_rows(decode(data)):
        where = format_position(line)
        for end in ("premise", "target"):
            name = row[end]
            if name and name not in statements and row[f"{end}_kind"] != _RELATION:
                statements[name] = _to_statement(row, end, collector, where)
                collector.add_statement(statements[name], where)
        if row["relation"]:
            _add_premise(row, relations, collector, where)
    for where, relation in relations.values():
        collector.add_relation(relation, where)
    return collector.finish()


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is such a table, by its first line."""
    first = sample.text.partition("\n")[0]
    columns = {name.strip().strip('"') for name in first.split(_find_delimiter(first))}
    return DetectionScore.STRONG if columns >= _REQUIRED else DetectionScore.NONE


def _list_rows(text: str) -> list[tuple[int, _Row]]:
    """Return the rows by column, with the lines on which they end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text.partition("\n")[0]))
    try:
        columns = [name.strip() for name in next(reader, [])]
        missing = sorted(_REQUIRED.difference(columns))
        if missing:
            raise InvalidInput(
                _("The table has no column “%(name)s”.") % {"name": missing[0]}, where=format_position(1)
            )
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise InvalidInput(
            _("The file is not CSV: %(why)s.") % {"why": error}, where=format_position(reader.line_num)
        ) from error
    empty = dict.fromkeys(HEADER, "")
    return [
        (line, {**empty, **dict(zip(columns, map(unescape_formula, cells), strict=False))})
        for line, cells in rows
    ]


def _find_delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _to_statement(row: _Row, end: str, collector: GraphCollector, where: str) -> Statement:
    kind = _to_kind(StatementKind, row[f"{end}_kind"], StatementKind.CLAIM, collector, where)
    return Statement(
        row[end],
        row[f"{end}_text"],
        kind=kind,
        base=_to_number(row[f"{end}_base"], 0.5, collector, where),
        origin=row[f"{end}_origin"],
        active=_is_active(row[f"{end}_active"]),
        label=row[f"{end}_label"],
        url=row[f"{end}_url"],
    )


def _add_premise(
    row: _Row, relations: dict[str, tuple[str, Relation]], collector: GraphCollector, where: str
) -> None:
    """Add the premise of a row to its relation, which the first of its rows creates."""
    name = row["relation"]
    first, before = relations.get(name, (where, None))
    premises = (*(before.premises if before else ()), *([row["premise"]] if row["premise"] else []))
    if before and before.target != row["target"]:
        message = _("The relation “%(id)s” has another target here. The row was set aside.")
        collector.note(where, message % {"id": name})
        return
    kind = _to_kind(RelationKind, row["kind"], RelationKind.SUPPORT, collector, where)
    base = _to_number(row["base"], 1.0, collector, where)
    relation = Relation(name, kind, premises, row["target"], base, row["scheme"], _is_active(row["active"]))
    relations[name] = (first, relation)


def _to_kind(kinds: type[StrEnum], cell: str, default: StrEnum, collector: GraphCollector, where: str) -> Any:
    if cell in list(kinds):
        return kinds(cell)
    if cell:
        message = _("“%(cell)s” is none of %(known)s; “%(default)s” was imported.")
        collector.note(where, message % {"cell": cell, "known": ", ".join(kinds), "default": default})
    return default


def _to_number(cell: str, default: float, collector: GraphCollector, where: str) -> float:
    # Spreadsheets in many languages write a comma.
    try:
        return float(cell.replace(",", ".")) if cell.strip() else default
    except ValueError:
        message = _("“%(cell)s” is not a number; %(default)s was imported.")
        collector.note(where, message % {"cell": cell, "default": default})
        return default


def _is_active(cell: str) -> bool:
    return cell.strip().lower() not in ("no", "false", "0")
