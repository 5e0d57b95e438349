"""CSV out: an edge list, one row for each premise of each relation, and one for each statement that stands alone.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises.
"""

import csv
import io
from codecs import BOM_UTF8

from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.formats.text_codec import encode
from factcheck.argument.graph import Graph, Relation, Statement

HEADER = (
    ["relation", "kind", "scheme", "base", "active"]
    + [f"premise{name}" for name in ("", "_kind", "_base", "_active", "_label", "_url", "_text")]
    + [f"target{name}" for name in ("", "_kind", "_base", "_active", "_label", "_url", "_text")]
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NOTHING = [""] * 7


def write(graph: Graph) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets expect it."""
    ensure_sound(graph)
    named = {end for item in graph.relations for end in (*item.premises, item.target)}
    rows = [_row(graph, item, premise) for item in graph.relations for premise in (item.premises or ("",))]
    rows += [[""] * 5 + _end(graph, item.id) + _NOTHING for item in graph.statements if item.id not in named]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return BOM_UTF8 + encode(out.getvalue())


def _row(graph: Graph, item: Relation, premise: str) -> list[str]:
    step = [item.id, item.kind.value, item.scheme, str(item.base), _yes(item)]
    return step + (_end(graph, premise) if premise else _NOTHING) + _end(graph, item.target)


def _end(graph: Graph, name: str) -> list[str]:
    """A statement's cells; of a relation that is a target, its id and that it is one."""
    item = graph.statement.get(name)
    if item is None:
        return [name, "relation", "", "", "", "", ""]
    return [name, item.kind.value, str(item.base), _yes(item), item.label, item.url, item.text]


def _yes(item: Statement | Relation) -> str:
    return "yes" if item.active else "no"


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
