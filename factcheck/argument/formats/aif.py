"""AIF as AIFdb's JSON (Chesnevar et al. 2006; Lawrence et al. 2012): I, RA, CA and MA nodes, and edges.

Dialogue nodes (L, YA, TA), locutions, scheme ids and whatever else a file holds are kept in `extra["aif"]` and
written back. What AIF has no word for (kind, strength, origin, verdict) stands in a block that others skip.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factcheck.argument.formats.collecting import Collector, require_sound
from factcheck.argument.formats.fields import BLOCK, RELATION, STATEMENT, require, take, told_fields
from factcheck.argument.formats.jsontext import dump, load_object
from factcheck.argument.formats.keeping import KEEP_AIF as KEEP
from factcheck.argument.formats.keeping import items, kept, rest
from factcheck.argument.formats.steps import EdgeWords, Raw, Steps, read_steps, write_edges
from factcheck.argument.formats.values import Reading
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.errors import InvalidInput
from factcheck.terms import RelationKind

TIMESTAMP = "1970-01-01 00:00:00"
EDGE = EdgeWords("edgeID", "fromID", "toID", {"formEdgeID": None})
_TYPE = {
    RelationKind.SUPPORT: "RA",
    RelationKind.ATTACK: "CA",
    RelationKind.UNDERCUT: "CA",
    RelationKind.REPHRASE: "MA",
}
_DEFAULT = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}
_SCHEME_KEYS = ("text", "scheme", "schemeID")
_DOCUMENT = {"title": str, "timestamp": str, "extra": dict}


def write(graph: Graph) -> bytes:
    """AIF JSON. Nodes without a time of their own get the graph's (`extra["aif"]["timestamp"]`) or a fixed one."""
    return dump(to_document(graph))


def read(data: bytes) -> Reading:
    return from_document(load_object(data))


def to_document(graph: Graph) -> Raw:
    """The AIF document as a value, for the formats that wrap it."""
    require_sound(graph)
    aside = kept(graph, KEEP)
    named = aside.get("timestamp") if isinstance(aside.get("timestamp"), str) else ""
    timestamp = named or TIMESTAMP
    nodes = [_statement_node(item, timestamp) for item in graph.statements]
    nodes += [_relation_node(item, graph, timestamp) for item in graph.relations]
    ids = {node["nodeID"] for node in nodes}
    nodes += [
        raw
        for raw in items(aside, "nodes")
        if isinstance(raw.get("nodeID"), str) and raw["nodeID"] not in ids
    ]
    ids.update(node["nodeID"] for node in nodes)
    used = [raw for raw in items(aside, "edges") if EDGE.well_formed(raw)]
    spare = [raw for raw in items(aside, "spare") if EDGE.well_formed(raw) and ids.issuperset(EDGE.ends(raw))]
    edges = write_edges(graph.relations, EDGE, used=used, spare=spare)
    own = {"title": graph.title, "timestamp": named, "extra": rest(graph, KEEP)}
    own = {name: value for name, value in own.items() if value}
    more = {
        name: value
        for name, value in kept(aside, "document").items()
        if name not in ("nodes", "edges", BLOCK)
    }
    document = {"nodes": nodes, "edges": edges, "locutions": [], **more}
    return {**document, BLOCK: own} if own else document


def from_document(document: Raw) -> Reading:
    """The map of an AIF document whose ids are texts or whole numbers."""
    collector = Collector()
    own = take(document.get(BLOCK, {}), _DOCUMENT, collector, BLOCK)
    timestamp = own.get("timestamp", TIMESTAMP)
    nodes = _with_ids(document, "nodes", ("nodeID",))
    edges = _with_ids(document, "edges", (EDGE.id, EDGE.source, EDGE.target))
    by_type: dict[str, dict[str, int]] = {"I": {}, "S": {}, "other": {}}
    for number, node in enumerate(nodes):
        kind = require(node.get("type"), str, f"nodes[{number}].type")
        by_type["S" if kind in _DEFAULT else kind if kind == "I" else "other"][node["nodeID"]] = number
    steps = read_steps(
        edges,
        EDGE,
        statements=by_type["I"],
        schemes=by_type["S"],
        others=by_type["other"],
        collector=collector,
    )
    aside = dict(by_type["other"])
    for number, node in enumerate(nodes):
        where, name = f"nodes[{number}]", node["nodeID"]
        if node["type"] == "I":
            collector.add_statement(_statement(node, timestamp, collector, where), where)
        elif name in steps.target:
            collector.add_relation(_relation(node, steps, timestamp, collector, where), where)
        elif name in by_type["S"]:
            aside[name] = number
            collector.note(where, f"The step “{name}” leads to no conclusion. Kept aside for AIF alone.")
    more = {name: value for name, value in document.items() if name not in ("nodes", "edges", BLOCK)}
    more = {name: value for name, value in more.items() if (name, value) != ("locutions", [])}
    plain = steps.used == write_edges(collector.relations, EDGE)
    keep = {
        "timestamp": own.get("timestamp", ""),
        "nodes": [nodes[number] for number in sorted(aside.values())],
        "edges": [] if plain else steps.used,
        "spare": steps.spare,
        "document": more,
    }
    keep = {name: value for name, value in keep.items() if value}
    return collector.finish(own.get("title", ""), {**own.get("extra", {}), **({KEEP: keep} if keep else {})})


def _with_ids(document: Raw, name: str, keys: tuple[str, ...]) -> list[Raw]:
    """The objects of a list, with whole numbers under `keys` turned into texts."""
    found = []
    for number, raw in enumerate(require(document.get(name), list, name)):
        where = f"{name}[{number}]"
        ids = {}
        for key in keys:
            value = require(raw, dict, where).get(key)
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise InvalidInput(f"“{key}” must be a text or a whole number.", where=f"{where}.{key}")
            ids[key] = str(value)
        found.append({**raw, **ids})
    return found


def _statement_node(item: Statement, timestamp: object) -> Raw:
    node = {"nodeID": item.id, "text": item.text, "type": "I", "timestamp": timestamp}
    node = {**node, **kept(item, KEEP), "nodeID": item.id, "text": item.text, "type": "I"}
    told = told_fields(replace(item, extra=rest(item, KEEP)))
    return {**node, BLOCK: told} if told else node


def _statement(node: Raw, timestamp: str, collector: Collector, where: str) -> Statement:
    text = require(node.get("text"), str, f"{where}.text")
    told = take(node.get(BLOCK, {}), STATEMENT, collector, f"{where}.{BLOCK}")
    keep = _leftover(node, {"nodeID": node["nodeID"], "text": text, "type": "I", "timestamp": timestamp})
    return Statement(node["nodeID"], text, **_with_leftover(told, keep))


def _relation_node(item: Relation, graph: Graph, timestamp: object) -> Raw:
    kind = _TYPE[item.kind]
    node = _plain_step(item.id, kind, item.scheme, timestamp)
    leftover = {key: value for key, value in kept(item, KEEP).items() if key not in ("nodeID", "type")}
    if _scheme({**node, **leftover}) != item.scheme:
        leftover = {key: value for key, value in leftover.items() if key not in _SCHEME_KEYS}
    node = {**node, **leftover}
    implied = _kind(kind, on_relation=item.target in graph.relation)
    told = told_fields(replace(item, extra=rest(item, KEEP)), kind=implied, scheme=_scheme(node))
    return {**node, BLOCK: told} if told else node


def _relation(node: Raw, steps: Steps, timestamp: str, collector: Collector, where: str) -> Relation:
    name = node["nodeID"]
    told = take(node.get(BLOCK, {}), RELATION, collector, f"{where}.{BLOCK}")
    scheme = told.pop("scheme", _scheme(node))
    target = steps.target[name]
    kind = told.pop("kind", _kind(node["type"], on_relation=target in steps.target))
    keep = _leftover(node, _plain_step(name, node["type"], scheme, timestamp))
    return Relation(
        name, kind, tuple(steps.premises[name]), target, scheme=scheme, **_with_leftover(told, keep)
    )


def _plain_step(name: str, kind: str, scheme: str, timestamp: object) -> Raw:
    node = {"nodeID": name, "text": scheme or _DEFAULT[kind], "type": kind, "timestamp": timestamp}
    return {**node, "scheme": scheme} if scheme else node


def _kind(node_type: str, *, on_relation: bool) -> RelationKind:
    if node_type == "CA":
        return RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK
    return RelationKind.SUPPORT if node_type == "RA" else RelationKind.REPHRASE


def _scheme(node: Raw) -> str:
    """The scheme that an S-node names, by `scheme` or else by its text; AIFdb's defaults name none."""
    name = node.get("scheme") or node.get("text") or ""
    silent = isinstance(name, str) and name in (_DEFAULT[node["type"]], node["type"])
    return "" if silent or not isinstance(name, str) else name


def _leftover(node: Raw, plain: Mapping[str, Any]) -> Raw:
    return {
        key: value
        for key, value in node.items()
        if key != BLOCK and (key not in plain or plain[key] != value)
    }


def _with_leftover(told: Raw, leftover: Raw) -> Raw:
    return {**told, "extra": {**told.get("extra", {}), KEEP: leftover}} if leftover else told
