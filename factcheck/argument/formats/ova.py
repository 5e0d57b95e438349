"""Import of the JSON that the editor OVA saves: AIF nodes with positions, and edges with the nodes at their ends.

It is read as AIF. Positions, colours and the analysed text are stored with the AIF data and written back with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factcheck.argument.formats import aif
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.scheme_nodes import RawObject
from factcheck.argument.formats.strict_json import load_object

_TYPES = ("I", "L", "RA", "CA", "MA", "TA", "YA", "PA")


def read(data: bytes) -> ReadResult:
    """Return the map of a file that OVA saved."""
    document = load_object(data)
    rest = {name: value for name, value in document.items() if name not in ("nodes", "edges")}
    aif_document = {
        **rest,
        "nodes": _convert(document.get("nodes"), _to_node),
        "edges": _convert(document.get("edges"), _to_edge),
    }
    reading = aif.from_document(aif_document)
    analysis = document.get("analysis")
    title = analysis.get("documentTitle") if isinstance(analysis, Mapping) else None
    if not isinstance(title, str) or reading.graph.title:
        return reading
    return replace(reading, graph=replace(reading.graph, title=title))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file was saved by OVA: its edges contain the nodes at their ends."""
    edges = sample.document.get("edges") if sample.document else None
    first = edges[0] if isinstance(edges, list) and edges else None
    if isinstance(first, dict) and isinstance(first.get("from"), dict) and isinstance(first.get("to"), dict):
        return DetectionScore.STRONG
    is_node = "id" in sample.first_node and sample.first_node.get("type") in _TYPES
    return DetectionScore.POSSIBLE if is_node else DetectionScore.NONE


def _convert(values: Any, convert: Any) -> Any:
    return (
        [convert(raw) if isinstance(raw, dict) else raw for raw in values]
        if isinstance(values, list)
        else values
    )


def _to_node(raw: RawObject) -> RawObject:
    return {"nodeID": raw.get("id"), **{name: value for name, value in raw.items() if name != "id"}}


def _to_edge(raw: RawObject) -> RawObject:
    """Return an edge with the ids of its ends instead of copies of the nodes."""
    rest = {name: value for name, value in raw.items() if name not in ("from", "to", "id")}
    return {
        "edgeID": raw.get("id"),
        "fromID": _get_id(raw.get("from")),
        "toID": _get_id(raw.get("to")),
        **rest,
    }


def _get_id(end: Any) -> Any:
    return end.get("id") if isinstance(end, Mapping) else end
