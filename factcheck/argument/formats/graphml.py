"""Export to GraphML (Brandes et al. 2002).

Relations are nodes as statements are, so that they can be targets.

Values in GraphML are flat, so `extra` is JSON text. XML has no control characters, so they raise an error.
"""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from factcheck.argument.formats.field_codec import encode_all_fields
from factcheck.argument.formats.graph_collector import ensure_sound
from factcheck.argument.formats.strict_json import dump_line
from factcheck.argument.formats.text_codec import encode, ensure_no_control
from factcheck.argument.graph import Graph, Relation, Statement

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
_KEYS = {
    "graph": {"title": "string", "extra": "string"},
    "node": {
        "id": "string",
        "type": "string",
        "text": "string",
        "kind": "string",
        "base": "double",
        "origin": "string",
        "active": "boolean",
        "label": "string",
        "url": "string",
        "title": "string",
        "publisher": "string",
        "source": "string",
        "published_on": "string",
        "scheme": "string",
        "extra": "string",
    },
    "edge": {"role": "string"},
}


def write(graph: Graph) -> bytes:
    """Return a directed graph with edges from premises to relations to targets.

    The fields of a node are keys.

    Raises `InvalidInput` for a graph that is not sound and for control characters.
    """
    ensure_sound(graph)
    items: list[Statement | Relation] = [*graph.statements, *graph.relations]
    name = {item.id: f"n{number}" for number, item in enumerate(items)}
    lines = [_HEAD]
    for owner, keys in _KEYS.items():
        lines += [
            f'  <key id="{owner}_{key}" for="{owner}" attr.name="{key}" attr.type="{kind}"/>'
            for key, kind in keys.items()
        ]
    lines.append('  <graph id="map" edgedefault="directed">')
    lines += _format_data("graph", {"title": graph.title, "extra": dict(graph.extra)}, "the map")
    for item in items:
        lines += [f'    <node id="{name[item.id]}">', *_format_node(item), "    </node>"]
    for item in graph.relations:
        lines += [_format_edge(name[premise], name[item.id], "premise") for premise in item.premises]
        lines.append(_format_edge(name[item.id], name[item.target], "target"))
    return encode("\n".join([*lines, "  </graph>", "</graphml>"]) + "\n")


def _format_node(item: Statement | Relation) -> list[str]:
    statement = isinstance(item, Statement)
    values = {"id": item.id, "type": "statement" if statement else "relation", **encode_all_fields(item)}
    if isinstance(item, Statement):
        values["text"] = item.text
    return _format_data("node", values, f"{values['type']} “{item.id}”")


def _format_edge(source: str, target: str, role: str) -> str:
    return f'    <edge source="{source}" target="{target}"><data key="edge_role">{role}</data></edge>'


def _format_data(owner: str, values: Mapping[str, Any], where: str) -> list[str]:
    """Return the values that are not empty, in the order of the keys."""
    present = [(key, values[key]) for key in _KEYS[owner] if values.get(key) not in ("", {}, None)]
    return [f'      <data key="{owner}_{key}">{_format_value(value, where)}</data>' for key, value in present]


def _format_value(value: object, where: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = dump_line(value) if isinstance(value, dict) else str(value)
    ensure_no_control(text, medium="GraphML", where=where)
    # An XML parser turns a literal carriage return into a newline.
    return escape(text, {"\r": "&#13;"})
