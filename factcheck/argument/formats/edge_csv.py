"""Export to CSV as an edge list.

There is a row for each premise of each relation, and for each statement without relations.

A cell that a spreadsheet would execute as a formula gets an apostrophe in front, as OWASP recommends.
"""

import csv
import io
from codecs import BOM_UTF8

from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.formats.text_codec import encode
from factcheck.argument.graph import Graph, Relation, Statement

HEADER = (
    ["relation", "kind", "scheme", "base", "active"]
    + [f"premise{name}" for name in ("", "_kind", "_base", "_active", "_label", "_url", "_text", "_origin")]
    + [f"target{name}" for name in ("", "_kind", "_base", "_active", "_label", "_url", "_text", "_origin")]
)
# The last four are the full-width forms, which some spreadsheets treat alike.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_EMPTY_CELLS = [""] * 8


def write(graph: Graph) -> bytes:
    """Return CSV in UTF-8 with a byte order mark.

    Excel reads another encoding without it.
    """
    ensure_sound(graph)
    named = {end for item in graph.relations for end in (*item.premises, item.target)}
    rows = [_to_row(graph, item, premise) for item in graph.relations for premise in (item.premises or ("",))]
    rows += [
        [""] * 5 + _to_cells(graph, item.id) + _EMPTY_CELLS
        for item in graph.statements
        if item.id not in named
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_escape_formula(cell) for cell in row] for row in rows)
    return BOM_UTF8 + encode(out.getvalue())


def _to_row(graph: Graph, item: Relation, premise: str) -> list[str]:
    cells = [item.id, item.kind.value, item.scheme, str(item.base), _format_active(item)]
    return cells + (_to_cells(graph, premise) if premise else _EMPTY_CELLS) + _to_cells(graph, item.target)


def _to_cells(graph: Graph, name: str) -> list[str]:
    """Return the cells of a statement.

    A relation that is a target has its id and its type only.
    """
    item = graph.statement.get(name)
    if item is None:
        return [name, "relation", *_EMPTY_CELLS[2:]]
    texts = [item.label, item.url, item.text, item.origin]
    return [name, item.kind.value, str(item.base), _format_active(item), *texts]


def _format_active(item: Statement | Relation) -> str:
    return "yes" if item.active else "no"


def _escape_formula(cell: str) -> str:
    # Apostrophes before a formula are text, and get one more, so that `unescape_formula` returns the same cell.
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def unescape_formula(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from executing it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
