"""The map as interchange: one module a format, two tables of slugs, and what each can and cannot keep.

`write` and `read` are all that others need. Nothing here draws, lays out or judges an argument.
"""

from factcheck.argument.formats import (
    aif,
    dot,
    graphml,
    kialo,
    mermaid,
    microtext,
    ours,
    sadface,
    table,
    xaif,
)
from factcheck.argument.formats.argdown import reading as argdown_in
from factcheck.argument.formats.argdown import writing as argdown_out
from factcheck.argument.formats.detecting import detect
from factcheck.argument.formats.values import Note, Reader, Reading, Writer
from factcheck.argument.graph import Graph
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _

__all__ = ["READERS", "WRITERS", "Note", "Reader", "Reading", "Writer", "detect", "read", "write"]

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
        Writer("map.csv", ".csv", "text/csv", table.write),
        Writer("map.json", ".map.json", _JSON, ours.write),
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
        Reader("map.json", (".map.json", ".json"), ours.read),
        Reader("map.microtext", (".xml",), microtext.read),
    )
}


def write(graph: Graph, kind: str) -> bytes:
    """The map as a file of this kind. Raises `UnknownKind`, or `InvalidInput` for what the kind cannot hold."""
    if kind not in WRITERS:
        raise UnknownChoice(_("map format to write"), kind, list(WRITERS))
    return WRITERS[kind].write(graph)


def read(data: bytes, kind: str) -> Reading:
    """The map that a file of this kind holds. Raises `UnknownKind`, or `InvalidInput` with a position."""
    if kind not in READERS:
        raise UnknownChoice(_("map format to read"), kind, list(READERS))
    return READERS[kind].read(data)
