"""AIF as the JSON of AIFdb: I, RA, CA and MA nodes, and edges.

See Chesnevar et al. (2006) and Lawrence et al. (2012).

Dialogue nodes (L, YA, TA), locutions, scheme ids and all other data of a file are stored in `extra["aif"]` and written
back. Fields that AIF does not have (kind, strength, origin, verdict) are in a block of our own, which other programs
ignore.
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
    read_text,
)
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector, ensure_sound
from factcheck.argument.formats.html_text import to_plain_text
from factcheck.argument.formats.node_edge import (
    STATEMENT_MARK,
    NodeEdgeFormat,
    read_document,
    write_document,
)
from factcheck.argument.formats.scheme_nodes import EdgeKeys, RawObject, SchemeRelations
from factcheck.argument.formats.strict_json import dump, load_object
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

_BLOCK_NAME = "aif"
TIMESTAMP = "1970-01-01 00:00:00"  # fixed, so that the same map gives the same bytes
_TYPE = {
    RelationKind.SUPPORT: "RA",
    RelationKind.ATTACK: "CA",
    RelationKind.UNDERCUT: "CA",
    RelationKind.REPHRASE: "MA",
}
# The texts that AIFdb gives to scheme nodes without a scheme.
_TEXT = {"RA": "Default Inference", "CA": "Default Conflict", "MA": "Default Rephrase"}
_SCHEME_KEYS = ("text", "scheme", "schemeID")
_FOR = "for scheme"  # the scheme to which stored text and ids belong; they are dropped if the scheme changes
_DOCUMENT = {"title": str, "timestamp": str, "extra": dict}
_NET = NodeEdgeFormat(
    "AIF",
    "nodeID",
    frozenset({"I"}),
    frozenset(_TEXT),
    EdgeKeys("edgeID", "fromID", "toID", {"formEdgeID": None}),
    others=frozenset({"YA", "TA", "PA"}),
    spoken=frozenset({"L"}),
)
# Two flags in our own block of a node: its text is no HTML; its type is not I but it is a statement.
_PLAIN = "plain"
_FLAGS = {_PLAIN: bool, STATEMENT_MARK: bool}


def write(graph: Graph) -> bytes:
    """Return AIF JSON. Raises `InvalidInput` for a graph that is not sound.

    Nodes without a time of their own get that of the graph (`extra["aif"]["timestamp"]`), or a fixed one.
    """
    return dump(to_document(graph))


def read(data: bytes) -> ReadResult:
    """Return the map of an AIF file. Ids can be texts or integers."""
    return from_document(load_object(data))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is AIF as AIFdb writes it."""
    document = sample.document
    is_aif = document is not None and ("nodeID" in sample.first_node or "locutions" in document)
    return DetectionScore.LIKELY if is_aif else DetectionScore.NONE


def to_document(graph: Graph) -> RawObject:
    """Return the AIF document as a value, for formats that wrap it."""
    ensure_sound(graph)
    stored = get_block(graph, _BLOCK_NAME)
    timestamp = stored["timestamp"] if isinstance(stored.get("timestamp"), str) else ""
    nodes = [_statement_node(item, timestamp or TIMESTAMP) for item in graph.statements]
    nodes += [_relation_node(item, graph, timestamp or TIMESTAMP) for item in graph.relations]
    ends = [(item.id, item.premises, item.target) for item in graph.relations]
    document = {**write_document(_NET, nodes, ends, stored), "locutions": []}
    document_data = get_block(stored, "document")
    document |= {
        name: value for name, value in document_data.items() if name not in ("nodes", "edges", BLOCK)
    }
    own = drop_empty(
        {"title": graph.title, "timestamp": timestamp, "extra": get_other_blocks(graph, _BLOCK_NAME)}
    )
    return {**document, BLOCK: own} if own else document


def from_document(document: RawObject) -> ReadResult:
    """Return the map of an AIF document, which can be a part of another document."""
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
    document_data = {name: value for name, value in document.items() if name not in ("nodes", "edges", BLOCK)}
    keep["document"] = select_differing(document_data, {"locutions": []})
    keep["timestamp"] = own.get("timestamp", "")
    return collector.finish(
        own.get("title", ""), add_block(own.get("extra", {}), _BLOCK_NAME, drop_empty(keep))
    )


def _statement_node(item: Statement, timestamp: str) -> RawObject:
    keep = get_block(item, _BLOCK_NAME)
    raw = keep.get("text")
    spoken = keep.get("type") in (*_NET.spoken,)
    fixed = {
        "nodeID": item.id,
        # The text as it was in the file, with its HTML, unless it was changed since.
        "text": raw if isinstance(raw, str) and to_plain_text(raw) == item.text else item.text,
        "type": keep["type"] if spoken else "I",
    }
    fields = encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)))
    if to_plain_text(fixed["text"]) != item.text:
        fields[_PLAIN] = True
    if spoken:
        fields[STATEMENT_MARK] = True
    node = {**fixed, "timestamp": timestamp, **keep, **fixed}
    return {**node, BLOCK: fields} if fields else node


def _statement(node: RawObject, timestamp: str, collector: GraphCollector, where: str) -> Statement:
    raw = read_text(node.get("text"), collector, f"{where}.text")
    fields = decode_fields(node.get(BLOCK, {}), {**_FLAGS, **STATEMENT_FIELDS}, collector, f"{where}.{BLOCK}")
    fields.pop(STATEMENT_MARK, None)
    text = raw if fields.pop(_PLAIN, False) else to_plain_text(raw)
    plain = {"nodeID": node["nodeID"], "text": text, "type": "I", "timestamp": timestamp}
    extra = add_block(fields.pop("extra", {}), _BLOCK_NAME, select_differing(node, plain))
    return Statement(node["nodeID"], text, extra=extra, **fields)


def _relation_node(item: Relation, graph: Graph, timestamp: str) -> RawObject:
    fixed = {"nodeID": item.id, "type": _TYPE[item.kind]}
    plain = _plain_step(fixed, item.scheme, timestamp)
    keep = get_block(item, _BLOCK_NAME)
    if keep.pop(_FOR, item.scheme) != item.scheme:
        keep = {key: value for key, value in keep.items() if key not in _SCHEME_KEYS}
    node = {**plain, **keep, **fixed}
    implied = _kind(node["type"], on_relation=item.target in graph.relation)
    fields = encode_fields(
        replace(item, extra=get_other_blocks(item, _BLOCK_NAME)), kind=implied, scheme=_scheme(node)
    )
    return {**node, BLOCK: fields} if fields else node


def _relation(
    node: RawObject, steps: SchemeRelations, timestamp: str, collector: GraphCollector, where: str
) -> Relation:
    name = node["nodeID"]
    target = steps.target[name]
    fields = decode_fields(node.get(BLOCK, {}), RELATION_FIELDS, collector, f"{where}.{BLOCK}")
    fields = {
        "scheme": _scheme(node),
        "kind": _kind(node["type"], on_relation=target in steps.target),
        **fields,
    }
    plain = _plain_step({"nodeID": name, "type": node["type"]}, fields["scheme"], timestamp)
    keep = select_differing(node, plain)
    if not keep.keys().isdisjoint(_SCHEME_KEYS):
        keep[_FOR] = fields["scheme"]
    fields["extra"] = add_block(fields.get("extra", {}), _BLOCK_NAME, keep)
    return Relation(name, premises=tuple(steps.premises[name]), target=target, **fields)


def _plain_step(fixed: RawObject, scheme: str, timestamp: str) -> RawObject:
    node = {**fixed, "text": scheme or _TEXT[fixed["type"]], "timestamp": timestamp}
    return {**node, "scheme": scheme} if scheme else node


def _kind(node_type: str, *, on_relation: bool) -> RelationKind:
    if node_type == "CA":
        return RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK
    return RelationKind.SUPPORT if node_type == "RA" else RelationKind.REPHRASE


def _scheme(node: RawObject) -> str:
    """Return the scheme of an S-node, from `scheme` or else its text.

    The default texts of AIFdb mean no scheme, and a number in `scheme`, as OVA writes it, is an id and no name.
    """
    scheme, text = node.get("scheme"), node.get("text")
    name = scheme if isinstance(scheme, str) and scheme and not scheme.isdigit() else text
    return name if isinstance(name, str) and name not in (_TEXT[node["type"]], node["type"]) else ""
