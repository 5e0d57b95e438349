"""Our own JSON, `factcheck.map/1`, with all data of a graph.

`map.schema.json` in this folder is its schema.
"""

import json
from pathlib import Path
from typing import Any

from factcheck.argument.formats.field_codec import (
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    decode_fields,
    encode_all_fields,
)
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector, ensure_sound, shorten
from factcheck.argument.formats.strict_json import dump, load_object
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

VERSION = "factcheck.map/1"
SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("map.schema.json").read_text("utf-8"))

_MAP = {"format": str, "title": str, "statements": list, "relations": list, "extra": dict}


def write(graph: Graph) -> bytes:
    """Return JSON with all fields, including default values.

    Raises `InvalidInput` for a graph that is not sound.
    """
    ensure_sound(graph)
    return dump(
        {
            "format": VERSION,
            "title": graph.title,
            "statements": [
                {"id": item.id, "text": item.text, **encode_all_fields(item)} for item in graph.statements
            ],
            "relations": [
                {
                    "id": item.id,
                    "premises": list(item.premises),
                    "target": item.target,
                    **encode_all_fields(item),
                }
                for item in graph.relations
            ],
            "extra": dict(graph.extra),
        }
    )


def read(data: bytes) -> ReadResult:
    """Return a map of version 1.

    A missing field gets its default. An unknown field becomes a note, and so does an item that is set aside.
    """
    document = load_object(data)
    if document.get("format") != VERSION:
        raise InvalidInput(
            _("The format is not “%(version)s” but “%(format)s”.")
            % {"version": VERSION, "format": document.get("format")},
            where="format",
        )
    collector = GraphCollector()
    data_fields = decode_fields(document, _MAP, collector, "map")
    for number, raw in enumerate(data_fields.get("statements", [])):
        where = f"statements[{number}]"
        values = decode_fields(raw, {"id": str, "text": str, **STATEMENT_FIELDS}, collector, where)
        if _has_fields(values, ("id", "text"), collector, where):
            collector.add_statement(Statement(**values), where)
    for number, raw in enumerate(data_fields.get("relations", [])):
        where = f"relations[{number}]"
        values = decode_fields(
            raw, {"id": str, "premises": list, "target": str, **RELATION_FIELDS}, collector, where
        )
        if _has_fields(values, ("id", "kind", "premises", "target"), collector, where):
            premises = tuple(map(str, values.pop("premises")))
            collector.add_relation(Relation(premises=premises, **values), where)
    return collector.finish(data_fields.get("title", ""), data_fields.get("extra"))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is of this format, in any version.

    Such a file names its format.
    """
    document = sample.document or {}
    return (
        DetectionScore.CERTAIN if "format" in document and "statements" in document else DetectionScore.NONE
    )


def _has_fields(
    values: dict[str, Any], names: tuple[str, ...], collector: GraphCollector, where: str
) -> bool:
    """Return whether an item has its required fields. One that has not becomes a note."""
    missing = next((name for name in names if name not in values), "")
    if missing:
        message = _("“%(name)s” is missing. It was set aside: “%(item)s”.")
        collector.note(where, message % {"name": missing, "item": shorten(values.get("text") or str(values))})
    return not missing
