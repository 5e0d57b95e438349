"""SADFace 0.2 (Wells 2020): atoms and schemes with edges between them, resources and namespaced metadata.

Its ids are UUIDs; ours that are not are hashed into some, and stand in our own block of the node's metadata
together with what SADFace has no word for. All else that a file holds is kept in `extra["sadface"]`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

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

_BLOCK_NAME = "sadface"
ID_KEYS = ("source_id", "target_id")
_SPACE = uuid5(NAMESPACE_URL, "urn:factcheck:map")
_CORE: RawObject = {
    "analyst_email": "",
    "analyst_name": "",
    "created": "1970-01-01T00:00:00",
    "edited": "1970-01-01T00:00:00",
    "id": str(_SPACE),
    "version": "0.2",
}
_NAME = {
    RelationKind.SUPPORT: "support",
    RelationKind.ATTACK: "conflict",
    RelationKind.UNDERCUT: "conflict",
    RelationKind.REPHRASE: "rephrase",
}


def write(graph: Graph) -> bytes:
    """SADFace JSON. Times and the document's id are the file's own, or fixed."""
    ensure_sound(graph)
    aside = get_block(graph, _BLOCK_NAME)
    nodes = [_atom(item) for item in graph.statements]
    nodes += [_step(item, on_relation=item.target in graph.relation) for item in graph.relations]
    ends = [
        (_uuid(item.id), [_uuid(premise) for premise in item.premises], _uuid(item.target))
        for item in graph.relations
    ]
    core = {**_CORE, **get_block(aside, "core"), **({"title": graph.title} if graph.title else {})}
    own = drop_empty({"extra": get_other_blocks(graph, _BLOCK_NAME)})
    resources = aside.get("resources")
    document = {
        "metadata": {**get_block(aside, "metadata"), "core": core, **({BLOCK: own} if own else {})},
        "resources": resources if isinstance(resources, list) else [],
        **write_document(_NET, nodes, ends, aside),
    }
    return dump({**get_block(aside, "document"), **document})


def read(data: bytes) -> ReadResult:
    """The map of a SADFace document, of version 0.2 or of those before, which had no blocks of metadata."""
    document = load_object(data)
    collector = GraphCollector()
    names: dict[str, str] = {}

    def statement(node: RawObject, where: str) -> Statement:
        item = _statement(node, collector, where)
        names[node["id"]] = item.id
        return item

    def relation(node: RawObject, steps: SchemeRelations, where: str) -> Relation:
        item = _relation(node, steps, collector, where)
        names[node["id"]] = item.id
        return item

    keep = read_document(_NET, document, collector, statement, relation)
    collector.relations = [_renamed(item, names) for item in collector.relations]
    metadata = ensure_type(document.pop("metadata", {}), dict, "metadata")
    own = decode_fields(metadata.pop(BLOCK, {}), {"extra": dict}, collector, f"metadata.{BLOCK}")
    core = ensure_type(metadata.pop("core", {}), dict, "metadata.core")
    title = str(core.pop("title")) if isinstance(core.get("title"), str) else ""
    keep |= {
        "core": select_differing(core, _CORE),
        "metadata": metadata,
        "resources": ensure_type(document.pop("resources", []), list, "resources"),
        "document": {name: value for name, value in document.items() if name not in ("nodes", "edges")},
    }
    return collector.finish(title, add_block(own.get("extra", {}), _BLOCK_NAME, drop_empty(keep)))


def detect(sample: FileSample) -> Confidence:
    """Tell whether a file may be SADFace. "resources" is a common word, so every other JSON format has precedence."""
    is_sadface = sample.first_node.get("type") in ("atom", "scheme") or "resources" in (sample.document or {})
    return Confidence.POSSIBLE if is_sadface else Confidence.NONE


def _uuid(name: str) -> str:
    """`name` where it is a UUID as SADFace writes them, else one made of it."""
    try:
        known = str(UUID(name))
    except ValueError:
        known = ""
    return name if known == name else str(uuid5(_SPACE, name))


_NET = NodeEdgeFormat(
    "SADFace",
    "id",
    frozenset({"atom"}),
    frozenset({"scheme"}),
    EdgeKeys("id", "source_id", "target_id", fresh=lambda number: _uuid(f"edge {number}")),
)


def _atom(item: Statement) -> RawObject:
    fixed = {"id": _uuid(item.id), "type": "atom", "text": item.text}
    told: dict[str, Any] = encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)))
    return _node(fixed, {"sources": []}, item, told)


def _step(item: Relation, *, on_relation: bool) -> RawObject:
    name = item.scheme or _NAME[item.kind]
    kind, scheme = _implied(name, on_relation=on_relation)
    fixed = {"id": _uuid(item.id), "type": "scheme", "name": name}
    return _node(
        fixed,
        {},
        item,
        encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)), kind=kind, scheme=scheme),
    )


def _node(fixed: RawObject, more: RawObject, item: Statement | Relation, told: RawObject) -> RawObject:
    if fixed["id"] != item.id:
        told["id"] = item.id
    keep = get_block(item, _BLOCK_NAME)
    metadata = get_block(keep, "metadata")
    return {**fixed, **more, **keep, **fixed, "metadata": {**metadata, **({BLOCK: told} if told else {})}}


def _told(
    node: RawObject, fixed: RawObject, table: Mapping[str, type], collector: GraphCollector, where: str
) -> RawObject:
    """What our own block of a node says, with the rest of the node in `extra`."""
    metadata = dict(ensure_type(node.get("metadata", {}), dict, f"{where}.metadata"))
    told = decode_fields(
        metadata.pop(BLOCK, {}), {"id": str, **table}, collector, f"{where}.metadata.{BLOCK}"
    )
    keep = select_differing(node, {**fixed, "id": node["id"], "metadata": node.get("metadata")})
    keep |= {"metadata": metadata} if metadata else {}
    return {"id": node["id"], **told, "extra": add_block(told.get("extra", {}), _BLOCK_NAME, keep)}


def _statement(node: RawObject, collector: GraphCollector, where: str) -> Statement:
    text = ensure_type(node.get("text"), str, f"{where}.text")
    told = _told(node, {"type": "atom", "text": text, "sources": []}, STATEMENT_FIELDS, collector, where)
    return Statement(text=text, **told)


def _relation(node: RawObject, steps: SchemeRelations, collector: GraphCollector, where: str) -> Relation:
    target = steps.target[node["id"]]
    name = ensure_type(node.get("name", "support"), str, f"{where}.name")
    kind, scheme = _implied(name, on_relation=target in steps.target)
    told = _told(node, {"type": "scheme", "name": name}, RELATION_FIELDS, collector, where)
    told = {"kind": kind, "scheme": scheme, **told}
    return Relation(premises=tuple(steps.premises[node["id"]]), target=target, **told)


def _implied(name: str, *, on_relation: bool) -> tuple[RelationKind, str]:
    """The kind and the scheme that a scheme node's name stands for."""
    if name in ("conflict", "attack"):
        return (RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK), ""
    if name == "rephrase":
        return RelationKind.REPHRASE, ""
    return RelationKind.SUPPORT, "" if name == "support" else name


def _renamed(item: Relation, names: Mapping[str, str]) -> Relation:
    """The relation with our ids at its ends instead of the file's."""
    premises = tuple(names[premise] for premise in item.premises)
    return replace(item, premises=premises, target=names[item.target])
