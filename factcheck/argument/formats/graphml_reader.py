"""Import of GraphML as `graphml` exports it: statements and relations are nodes, and edges have a role."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from factcheck.argument.formats.field_codec import RELATION_FIELDS, STATEMENT_FIELDS, decode_fields
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.strict_json import load
from factcheck.argument.formats.text_codec import decode, format_position
from factcheck.argument.graph import Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_SPACE = "{http://graphml.graphdrawing.org/xmlns}"


@dataclass(slots=True)
class _Node:
    """A node of the file with the id of its statement or relation, its fields, and the nodes at its ends."""

    id: str
    where: str
    fields: dict[str, Any]
    premises: list[str]
    target: str = ""


def read(data: bytes) -> ReadResult:
    """Return the map of a file. Raises `InvalidInput` for broken XML, and for XML that defines entities."""
    root = _parse_root(data)
    collector = GraphCollector()
    keys = {key.get("id", ""): key for key in root.iter(f"{_SPACE}key")}
    graph = root.find(f"{_SPACE}graph")
    if graph is None:
        raise InvalidInput(_("The file has no <graph>."), where=format_position(1))
    own = _read_data(graph, keys, collector, "graph")
    nodes = {item.get("id", ""): _read_node(item, keys, collector) for item in graph.iter(f"{_SPACE}node")}
    for number, item in enumerate(graph.iter(f"{_SPACE}edge")):
        _add_edge(item, nodes, keys, collector, f"edge {number + 1}")
    for node in nodes.values():
        _add_node(node, nodes, collector)
    extra = own.get("extra")
    return collector.finish(own.get("title", ""), extra if isinstance(extra, dict) else {})


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is GraphML."""
    return DetectionScore.STRONG if "<graphml" in sample.text[:2000] else DetectionScore.NONE


def _parse_root(data: bytes) -> Element:
    text = decode(data)
    try:
        root: Element = fromstring(text.encode())
    except ParseError as error:
        line, column = error.position
        raise InvalidInput(
            _("The file is not XML: %(why)s.") % {"why": error.msg}, where=format_position(line, column + 1)
        ) from error
    except DefusedXmlException as error:
        raise InvalidInput(_("The file defines entities, which are not read. Remove them.")) from error
    return root


def _read_data(
    item: Element, keys: dict[str, Element], collector: GraphCollector, where: str
) -> dict[str, Any]:
    """Return the values of an element by the names of their keys, converted to their types."""
    values: dict[str, Any] = {}
    for data in item.findall(f"{_SPACE}data"):
        key = keys.get(data.get("key", ""))
        name = key.get("attr.name", "") if key is not None else ""
        kind = key.get("attr.type") if key is not None else ""
        try:
            values[name] = _convert(data.text or "", name, kind)
        except (ValueError, InvalidInput):
            message = _("“%(name)s” has a value of another type; it was not imported.")
            collector.note(where, message % {"name": name})
    return values


def _convert(text: str, name: str, kind: str | None) -> Any:
    if name == "extra":
        return load(text)
    if kind == "boolean":
        return text.strip() in ("true", "1")
    return float(text) if kind in ("double", "float") else text


def _add_edge(
    item: Element, nodes: dict[str, _Node], keys: dict[str, Element], collector: GraphCollector, where: str
) -> None:
    source, target = item.get("source", ""), item.get("target", "")
    role = _read_data(item, keys, collector, where).get("role")
    ends = nodes.get(source), nodes.get(target)
    if role == "premise" and ends[0] and ends[1]:
        ends[1].premises.append(source)
    elif role == "target" and ends[0] and ends[1] and not ends[0].target:
        ends[0].target = target
    else:
        message = _("The edge from “%(source)s” to “%(target)s” is no premise or target. It was set aside.")
        collector.note(where, message % {"source": source, "target": target})


def _read_node(item: Element, keys: dict[str, Element], collector: GraphCollector) -> _Node:
    name = item.get("id", "")
    fields = _read_data(item, keys, collector, f"node “{name}”")
    return _Node(str(fields.pop("id", name)), f"node “{name}”", fields, [])


def _add_node(node: _Node, nodes: dict[str, _Node], collector: GraphCollector) -> None:
    kind = node.fields.pop("type", "")
    if kind == "statement":
        values = decode_fields(node.fields, {"text": str, **STATEMENT_FIELDS}, collector, node.where)
        collector.add_statement(Statement(node.id, values.pop("text", ""), **values), node.where)
        return
    values = decode_fields(node.fields, RELATION_FIELDS, collector, node.where) if kind == "relation" else {}
    if "kind" in values and node.target:
        premises = tuple(nodes[premise].id for premise in node.premises)
        relation = Relation(node.id, premises=premises, target=nodes[node.target].id, **values)
        collector.add_relation(relation, node.where)
    else:
        message = _("The node “%(id)s” is neither a statement nor a whole relation. It was set aside.")
        collector.note(node.where, message % {"id": node.id})
