"""Import and export of maps.

There is one module for each format, and one table of all formats.

`write`, `read` and `detect` are all that other packages need. Nothing here draws, lays out or evaluates a map.
"""

from factcheck.argument.formats.format_detection import detect
from factcheck.argument.formats.format_types import MapFormat, ReadNote, ReadResult
from factcheck.argument.formats.map_formats import FORMATS, READERS, WRITERS
from factcheck.argument.formats.repair import repair_graph
from factcheck.argument.formats.source_form import restore_source_form
from factcheck.argument.graph import Graph
from factcheck.exceptions import UnknownChoice
from factcheck.i18n import gettext as _

__all__ = [
    "FORMATS",
    "READERS",
    "WRITERS",
    "MapFormat",
    "ReadNote",
    "ReadResult",
    "detect",
    "read",
    "repair_graph",
    "write",
]


def write(graph: Graph, kind: str) -> bytes:
    """Return the map as a file of the format with the slug `kind`. An imported map has the ids of its file.

    Raises `UnknownChoice` for a format that cannot be written, and `InvalidInput` for a map that it cannot represent.
    """
    row = FORMATS.get(kind)
    if row is None or row.write is None:
        raise UnknownChoice(_("map format to write"), kind, list(WRITERS))
    return row.write(restore_source_form(graph))


def read(data: bytes, kind: str) -> ReadResult:
    """Return the map in a file of the format with the slug `kind`.

    Raises `UnknownChoice` for a format that cannot be read, and `InvalidInput` with a position for a broken file.
    """
    row = FORMATS.get(kind)
    if row is None or row.read is None:
        raise UnknownChoice(_("map format to read"), kind, list(READERS))
    return row.read(data)
