"""The map as interchange: one module a format, two tables of slugs, and what each can and cannot keep.

`write` and `read` are all that others need. Nothing here draws, lays out or judges an argument.
"""

from factcheck.argument.formats import (
    aif,
    dot,
    edge_csv,
    factcheck_json,
    graphml,
    kialo,
    mermaid,
    microtext,
    sadface,
    xaif,
)
from factcheck.argument.formats.argdown import reader as argdown_in
from factcheck.argument.formats.argdown import writer as argdown_out
from factcheck.argument.formats.format_detection import detect
from factcheck.argument.formats.format_types import Reader, ReadNote, ReadResult, Writer
from factcheck.argument.graph import Graph
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _

__all__ = ["READERS", "WRITERS", "ReadNote", "Reader", "ReadResult", "Writer", "detect", "read", "write"]

_JSON = "application/json"
WRITERS: dict[str, Writer] = {
    writer.slug: writer
    for writer in (
        Writer("map.aif", ".aif.json", _JSON, aif.write),
        Writer("map.xaif", ".xaif.json", _JSON, xaif.write),
        Writer("map.argdown", ".argdown", "text/plain", argdown_out.write),
        Writer("map.sadface", ".sadface.json", _JSON, sadface.write),
        Writer("map.graphml", ".graphml", "application/xml", graphml.write),
        Writer("map.dot", ".dot", "text/vnd.graphviz", dot.write),
        Writer("map.mermaid", ".mmd", "text/vnd.mermaid", mermaid.write),
        Writer("map.csv", ".csv", "text/csv", edge_csv.write),
        Writer("map.json", ".map.json", _JSON, factcheck_json.write),
    )
}
READERS: dict[str, Reader] = {
    reader.slug: reader
    for reader in (
        Reader("map.aif", (".aif.json", ".json"), aif.read),
        Reader("map.xaif", (".xaif.json", ".json"), xaif.read),
        Reader("map.argdown", (".argdown", ".ad"), argdown_in.read),
        Reader("map.sadface", (".sadface.json", ".json"), sadface.read),
        Reader("map.kialo", (".txt",), kialo.read),
        Reader("map.json", (".map.json", ".json"), factcheck_json.read),
        Reader("map.microtext", (".xml",), microtext.read),
    )
}


def write(graph: Graph, kind: str) -> bytes:
    """The map as a file of this kind. Raises `UnknownKind`, or `InvalidInput` for what the kind cannot hold."""
    if kind not in WRITERS:
        raise UnknownChoice(_("map format to write"), kind, list(WRITERS))
    return WRITERS[kind].write(graph)


def read(data: bytes, kind: str) -> ReadResult:
    """The map that a file of this kind holds. Raises `UnknownKind`, or `InvalidInput` with a position."""
    if kind not in READERS:
        raise UnknownChoice(_("map format to read"), kind, list(READERS))
    return READERS[kind].read(data)
