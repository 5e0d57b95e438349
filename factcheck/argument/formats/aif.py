"""AIF as AIFdb's JSON (Chesnevar et al. 2006; Lawrence et al. 2012): I, RA, CA and MA nodes, and edges.

Dialogue nodes (L, YA, TA), locutions, scheme ids and whatever else a file holds are kept in `extra["aif"]` and
written back. What AIF has no word for (kind, strength, origin, verdict) stands in a block that others skip.
"""

from dataclasses import replace

from factcheck.argument.formats.collecting import Collector, require_sound
from factcheck.argument.formats.fields import BLOCK, RELATION, STATEMENT, require, take, told_fields
from factcheck.argument.formats.jsontext import dump, load_object
from factcheck.argument.formats.keeping import KEEP_AIF as KEEP
from factcheck.argument.formats.keeping import differing, filled, kept, rest, with_kept
from factcheck.argument.formats.nets import Net, read_net, write_net
from factcheck.argument.formats.steps import EdgeWords, Raw, Steps
from factcheck.argument.formats.values import Reading
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

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
_NET = Net(
    "AIF",
    "nodeID",
    frozenset({"I"}),
    frozenset(_TEXT),
    EdgeWords("edgeID", "fromID", "toID", {"formEdgeID": None}),
)


def write(graph: Graph) -> bytes:
    """AIF JSON. Nodes without a time of their own get the graph's (`extra["aif"]["timestamp"]`) or a fixed one."""
    return dump(to_document(graph))


def read(data: bytes) -> Reading:
    """The map of an AIF file; ids may be texts or whole numbers."""
    return from_document(load_object(data))


def to_document(graph: Graph) -> Raw:
    """The AIF document as a value, for formats that wrap it."""
    require_sound(graph)
    aside = kept(graph, KEEP)
    named = aside["timestamp"] if isinstance(aside.get("timestamp"), str) else ""
    nodes = [_statement_node(item, named or TIMESTAMP) for item in graph.statements]
    nodes += [_relation_node(item, graph, named or TIMESTAMP) for item in graph.relations]
    ends = [(item.id, item.premises, item.target) for item in graph.relations]
    document = {**write_net(_NET, nodes, ends, aside), "locutions": []}
    more = kept(aside, "document")
    document |= {name: value for name, value in more.items() if name not in ("nodes", "edges", BLOCK)}
    own = filled({"title": graph.title, "timestamp": named, "extra": rest(graph, KEEP)})
    return {**document, BLOCK: own} if own else document


def from_document(document: Raw) -> Reading:
    """The map of an AIF document that stands alone or in another."""
    collector = Collector()
    own = take(document.get(BLOCK, {}), _DOCUMENT, collector, BLOCK)
    timestamp = own.get("timestamp") or TIMESTAMP
    keep = read_net(
        _NET,
        document,
        collector,
        lambda node, where: _statement(node, timestamp, collector, where),
        lambda node, steps, where: _relation(node, steps, timestamp, collector, where),
    )
    more = {name: value for name, value in document.items() if name not in ("nodes", "edges", BLOCK)}
    keep["document"] = differing(more, {"locutions": []})
    keep["timestamp"] = own.get("timestamp", "")
    return collector.finish(own.get("title", ""), with_kept(own.get("extra", {}), KEEP, filled(keep)))


def _statement_node(item: Statement, timestamp: str) -> Raw:
    fixed = {"nodeID": item.id, "text": item.text, "type": "I"}
    told = told_fields(replace(item, extra=rest(item, KEEP)))
    node = {**fixed, "timestamp": timestamp, **kept(item, KEEP), **fixed}
    return {**node, BLOCK: told} if told else node


def _statement(node: Raw, timestamp: str, collector: Collector, where: str) -> Statement:
    text = require(node.get("text"), str, f"{where}.text")
    told = take(node.get(BLOCK, {}), STATEMENT, collector, f"{where}.{BLOCK}")
    plain = {"nodeID": node["nodeID"], "text": text, "type": "I", "timestamp": timestamp}
    extra = with_kept(told.pop("extra", {}), KEEP, differing(node, plain))
    return Statement(node["nodeID"], text, extra=extra, **told)


def _relation_node(item: Relation, graph: Graph, timestamp: str) -> Raw:
    fixed = {"nodeID": item.id, "type": _TYPE[item.kind]}
    plain = _plain_step(fixed, item.scheme, timestamp)
    keep = kept(item, KEEP)
    if keep.pop(_FOR, item.scheme) != item.scheme:
        keep = {key: value for key, value in keep.items() if key not in _SCHEME_KEYS}
    node = {**plain, **keep, **fixed}
    implied = _kind(node["type"], on_relation=item.target in graph.relation)
    told = told_fields(replace(item, extra=rest(item, KEEP)), kind=implied, scheme=_scheme(node))
    return {**node, BLOCK: told} if told else node


def _relation(node: Raw, steps: Steps, timestamp: str, collector: Collector, where: str) -> Relation:
    name = node["nodeID"]
    target = steps.target[name]
    told = take(node.get(BLOCK, {}), RELATION, collector, f"{where}.{BLOCK}")
    told = {"scheme": _scheme(node), "kind": _kind(node["type"], on_relation=target in steps.target), **told}
    plain = _plain_step({"nodeID": name, "type": node["type"]}, told["scheme"], timestamp)
    keep = differing(node, plain)
    if not keep.keys().isdisjoint(_SCHEME_KEYS):
        keep[_FOR] = told["scheme"]
    told["extra"] = with_kept(told.get("extra", {}), KEEP, keep)
    return Relation(name, premises=tuple(steps.premises[name]), target=target, **told)


def _plain_step(fixed: Raw, scheme: str, timestamp: str) -> Raw:
    node = {**fixed, "text": scheme or _TEXT[fixed["type"]], "timestamp": timestamp}
    return {**node, "scheme": scheme} if scheme else node


def _kind(node_type: str, *, on_relation: bool) -> RelationKind:
    if node_type == "CA":
        return RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK
    return RelationKind.SUPPORT if node_type == "RA" else RelationKind.REPHRASE


def _scheme(node: Raw) -> str:
    """The scheme that an S-node names, by `scheme` or else by its text; AIFdb's defaults name none."""
    name = node.get("scheme") or node.get("text") or ""
    return name if isinstance(name, str) and name not in (_TEXT[node["type"]], node["type"]) else ""
