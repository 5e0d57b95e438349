"""AIF as AIFdb's JSON (Chesnevar et al. 2006; Lawrence et al. 2012): I, RA, CA and MA nodes, and edges.

Dialogue nodes (L, YA, TA), locutions, scheme ids and whatever else a file holds are kept in `extra["aif"]` and
written back. What AIF has no word for (kind, strength, origin, verdict) stands in a block that others skip.
"""

from dataclasses import replace

from factcheck.argument.formats.extra_blocks import (
    add_block,
    drop_empty,
    get_block,
    get_other_blocks,
    select_differing,
)
from factcheck.argument.formats.field_codec import (
    BLOCK,
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    decode_fields,
    encode_fields,
    ensure_type,
)
from factcheck.argument.formats.format_types import Confidence, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector, ensure_sound
from factcheck.argument.formats.node_edge import NodeEdgeFormat, read_document, write_document
from factcheck.argument.formats.scheme_nodes import EdgeKeys, RawObject, SchemeRelations
from factcheck.argument.formats.strict_json import dump, load_object
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

_BLOCK_NAME = "aif"
ID_KEYS = ("nodeID", "fromID", "toID")
TIMESTAMP = "1970-01-01 00:00:00"
_TYPE = {
    RelationKind.SUPPORT: "RA",
    RelationKind.ATTACK: "CA",
    RelationKind.UNDERCUT: "CA",
    RelationKind.REPHRASE: "MA",
}
_TEXT = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}
_SCHEME_KEYS = ("text", "scheme", "schemeID")
_FOR = "for scheme"  # the scheme that kept words and ids of a scheme belong to; another scheme drops them
_DOCUMENT = {"title": str, "timestamp": str, "extra": dict}
_NET = NodeEdgeFormat(
    "AIF",
    "nodeID",
    frozenset({"I"}),
    frozenset(_TEXT),
    EdgeKeys("edgeID", "fromID", "toID", {"formEdgeID": None}),
)


def write(graph: Graph) -> bytes:
    """AIF JSON. Nodes without a time of their own get the graph's (`extra["aif"]["timestamp"]`) or a fixed one."""
    return dump(to_document(graph))


def read(data: bytes) -> ReadResult:
    """The map of an AIF file; ids may be texts or whole numbers."""
    return from_document(load_object(data))


def detect(sample: FileSample) -> Confidence:
    """Tell whether a file is AIF as AIFdb writes it."""
    document = sample.document
    is_aif = document is not None and ("nodeID" in sample.first_node or "locutions" in document)
    return Confidence.LIKELY if is_aif else Confidence.NONE


def to_document(graph: Graph) -> RawObject:
    """The AIF document as a value, for formats that wrap it."""
    ensure_sound(graph)
    aside = get_block(graph, _BLOCK_NAME)
    named = aside["timestamp"] if isinstance(aside.get("timestamp"), str) else ""
    nodes = [_statement_node(item, named or TIMESTAMP) for item in graph.statements]
    nodes += [_relation_node(item, graph, named or TIMESTAMP) for item in graph.relations]
    ends = [(item.id, item.premises, item.target) for item in graph.relations]
    document = {**write_document(_NET, nodes, ends, aside), "locutions": []}
    more = get_block(aside, "document")
    document |= {name: value for name, value in more.items() if name not in ("nodes", "edges", BLOCK)}
    own = drop_empty(
        {"title": graph.title, "timestamp": named, "extra": get_other_blocks(graph, _BLOCK_NAME)}
    )
    return {**document, BLOCK: own} if own else document


def from_document(document: RawObject) -> ReadResult:
    """The map of an AIF document that stands alone or in another."""
    collector = GraphCollector()
    own = decode_fields(document.get(BLOCK, {}), _DOCUMENT, collector, BLOCK)
    timestamp = own.get("timestamp") or TIMESTAMP
    keep = read_document(
        _NET,
        document,
        collector,
        lambda node, where: _statement(node, timestamp, collector, where),
        lambda node, steps, where: _relation(node, steps, timestamp, collector, where),
    )
    more = {name: value for name, value in document.items() if name not in ("nodes", "edges", BLOCK)}
    keep["document"] = select_differing(more, {"locutions": []})
    keep["timestamp"] = own.get("timestamp", "")
    return collector.finish(
        own.get("title", ""), add_block(own.get("extra", {}), _BLOCK_NAME, drop_empty(keep))
    )


def _statement_node(item: Statement, timestamp: str) -> RawObject:
    fixed = {"nodeID": item.id, "text": item.text, "type": "I"}
    told = encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)))
    node = {**fixed, "timestamp": timestamp, **get_block(item, _BLOCK_NAME), **fixed}
    return {**node, BLOCK: told} if told else node


def _statement(node: RawObject, timestamp: str, collector: GraphCollector, where: str) -> Statement:
    text = ensure_type(node.get("text"), str, f"{where}.text")
    told = decode_fields(node.get(BLOCK, {}), STATEMENT_FIELDS, collector, f"{where}.{BLOCK}")
    plain = {"nodeID": node["nodeID"], "text": text, "type": "I", "timestamp": timestamp}
    extra = add_block(told.pop("extra", {}), _BLOCK_NAME, select_differing(node, plain))
    return Statement(node["nodeID"], text, extra=extra, **told)


def _relation_node(item: Relation, graph: Graph, timestamp: str) -> RawObject:
    fixed = {"nodeID": item.id, "type": _TYPE[item.kind]}
    plain = _plain_step(fixed, item.scheme, timestamp)
    keep = get_block(item, _BLOCK_NAME)
    if keep.pop(_FOR, item.scheme) != item.scheme:
        keep = {key: value for key, value in keep.items() if key not in _SCHEME_KEYS}
    node = {**plain, **keep, **fixed}
    implied = _kind(node["type"], on_relation=item.target in graph.relation)
    told = encode_fields(
        replace(item, extra=get_other_blocks(item, _BLOCK_NAME)), kind=implied, scheme=_scheme(node)
    )
    return {**node, BLOCK: told} if told else node


def _relation(
    node: RawObject, steps: SchemeRelations, timestamp: str, collector: GraphCollector, where: str
) -> Relation:
    name = node["nodeID"]
    target = steps.target[name]
    told = decode_fields(node.get(BLOCK, {}), RELATION_FIELDS, collector, f"{where}.{BLOCK}")
    told = {"scheme": _scheme(node), "kind": _kind(node["type"], on_relation=target in steps.target), **told}
    plain = _plain_step({"nodeID": name, "type": node["type"]}, told["scheme"], timestamp)
    keep = select_differing(node, plain)
    if not keep.keys().isdisjoint(_SCHEME_KEYS):
        keep[_FOR] = told["scheme"]
    told["extra"] = add_block(told.get("extra", {}), _BLOCK_NAME, keep)
    return Relation(name, premises=tuple(steps.premises[name]), target=target, **told)


def _plain_step(fixed: RawObject, scheme: str, timestamp: str) -> RawObject:
    node = {**fixed, "text": scheme or _TEXT[fixed["type"]], "timestamp": timestamp}
    return {**node, "scheme": scheme} if scheme else node


def _kind(node_type: str, *, on_relation: bool) -> RelationKind:
    if node_type == "CA":
        return RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK
    return RelationKind.SUPPORT if node_type == "RA" else RelationKind.REPHRASE


def _scheme(node: RawObject) -> str:
    """The scheme that an S-node names, by `scheme` or else by its text; AIFdb's defaults name none."""
    name = node.get("scheme") or node.get("text") or ""
    return name if isinstance(name, str) and name not in (_TEXT[node["type"]], node["type"]) else ""
