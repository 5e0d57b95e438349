"""xAIF: AIF with the analysed text and the layout of its editor, OVA.

Ids can be integers in xAIF. A map has them as texts, and writes them as integers again if the file had integers.
"""

from dataclasses import replace
from typing import Any

from factcheck.argument.formats import aif
from factcheck.argument.formats.extra_blocks import get_block, get_other_blocks
from factcheck.argument.formats.field_codec import ensure_type
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.scheme_nodes import RawObject
from factcheck.argument.formats.strict_json import dump, load_object
from factcheck.argument.graph import Graph

_BLOCK_NAME = "xaif"
# What OVA expects around the AIF document of a map that was not imported from it.
_EMPTY: RawObject = {
    "text": "",
    "dialog": False,
    "OVA": {"firstname": "", "surname": "", "url": "", "nodes": [], "edges": []},
}
_ID_KEYS = ("nodeID", "edgeID", "fromID", "toID")


def write(graph: Graph) -> bytes:
    """Return xAIF JSON. Raises `InvalidInput` for a graph that is not sound."""
    keep = get_block(graph, _BLOCK_NAME)
    document = aif.to_document(replace(graph, extra=get_other_blocks(graph, _BLOCK_NAME)))
    if keep.get("numbered") is True:
        document |= {name: [_with_integer_ids(raw) for raw in document[name]] for name in ("nodes", "edges")}
    return dump({"AIF": document, **(get_block(keep, "document") or _EMPTY)})


def read(data: bytes) -> ReadResult:
    """Return the map of an xAIF file."""
    document = load_object(data)
    inner = ensure_type(document.pop("AIF", None), dict, "AIF")
    reading = aif.from_document(inner)
    keep: RawObject = {} if document == _EMPTY else {"document": document}
    if any(isinstance(raw, dict) and isinstance(raw.get("nodeID"), int) for raw in inner["nodes"]):
        keep["numbered"] = True
    if not keep:
        return reading
    graph = replace(reading.graph, extra={**reading.graph.extra, _BLOCK_NAME: keep})
    return replace(reading, graph=graph)


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is xAIF.

    Only xAIF puts the whole graph under the key "AIF".
    """
    return DetectionScore.STRONG if sample.document and "AIF" in sample.document else DetectionScore.NONE


def _with_integer_ids(raw: RawObject) -> RawObject:
    """Return a node or edge with integer ids, except for ids that are not integers."""
    return {key: _to_integer(value) if key in _ID_KEYS else value for key, value in raw.items()}


def _to_integer(value: Any) -> Any:
    # Fewer than 19 digits fit a 64-bit integer, and only a canonical number reads back as the same text.
    plain = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19
    return int(value) if plain and str(int(value)) == value else value
