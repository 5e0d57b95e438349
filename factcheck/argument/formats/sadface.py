"""SADFace 0.2 (Wells 2020): atoms, schemes, edges and metadata.

Ids in SADFace are UUIDs. Another id is hashed to a UUID, and stored in a block of our own in the node's metadata, with
the fields that SADFace does not have. All other data of a file is stored in `extra["sadface"]`.
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
    read_object,
    read_text,
)
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.graph_collector import GraphCollector, ensure_sound
from factcheck.argument.formats.node_edge import NodeEdgeFormat, read_document, write_document
from factcheck.argument.formats.scheme_nodes import EdgeKeys, RawObject, SchemeRelations
from factcheck.argument.formats.strict_json import dump, load_object
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

_BLOCK_NAME = "sadface"
# A fixed name space, so that the same id gives the same UUID in every file.
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
    """Return SADFace JSON.

    Times and the document's id are those of the imported file, or fixed.

    Raises `InvalidInput` for a graph that is not sound.
    """
    ensure_sound(graph)
    stored = get_block(graph, _BLOCK_NAME)
    nodes = [_to_atom(item) for item in graph.statements]
    nodes += [_to_scheme(item, on_relation=item.target in graph.relation) for item in graph.relations]
    ends = [
        (_to_uuid(item.id), [_to_uuid(premise) for premise in item.premises], _to_uuid(item.target))
        for item in graph.relations
    ]
    core = {**_CORE, **get_block(stored, "core"), **({"title": graph.title} if graph.title else {})}
    own = drop_empty({"extra": get_other_blocks(graph, _BLOCK_NAME)})
    resources = stored.get("resources")
    document = {
        "metadata": {**get_block(stored, "metadata"), "core": core, **({BLOCK: own} if own else {})},
        "resources": resources if isinstance(resources, list) else [],
        **write_document(_NET, nodes, ends, stored),
    }
    return dump({**get_block(stored, "document"), **document})


def read(data: bytes) -> ReadResult:
    """Return the map of a SADFace document.

    The version is 0.2, or an earlier one, which has no metadata.
    """
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

    block = read_document(_NET, document, collector, statement, relation)
    collector.relations = [_with_map_ids(item, names) for item in collector.relations]
    metadata = ensure_type(document.pop("metadata", {}), dict, "metadata")
    own = decode_fields(metadata.pop(BLOCK, {}), {"extra": dict}, collector, f"metadata.{BLOCK}")
    core = ensure_type(metadata.pop("core", {}), dict, "metadata.core")
    title = str(core.pop("title")) if isinstance(core.get("title"), str) else ""
    block |= {
        "core": select_differing(core, _CORE),
        "metadata": metadata,
        "resources": ensure_type(document.pop("resources", []), list, "resources"),
        "document": {name: value for name, value in document.items() if name not in ("nodes", "edges")},
    }
    return collector.finish(title, add_block(own.get("extra", {}), _BLOCK_NAME, drop_empty(block)))


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file may be SADFace.

    "resources" is a common word, so every other JSON format has precedence.
    """
    is_sadface = sample.first_node.get("type") in ("atom", "scheme") or "resources" in (sample.document or {})
    return DetectionScore.POSSIBLE if is_sadface else DetectionScore.NONE


def _to_uuid(name: str) -> str:
    """Return `name` if it is a UUID in canonical form, else a UUID derived from it."""
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
    EdgeKeys("id", "source_id", "target_id", fresh=lambda number: _to_uuid(f"edge {number}")),
)


def _to_atom(item: Statement) -> RawObject:
    fixed = {"id": _to_uuid(item.id), "type": "atom", "text": item.text}
    fields: dict[str, Any] = encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)))
    return _build_node(fixed, {"sources": []}, item, fields)


def _to_scheme(item: Relation, *, on_relation: bool) -> RawObject:
    name = item.scheme or _NAME[item.kind]
    kind, scheme = _implied(name, on_relation=on_relation)
    fixed = {"id": _to_uuid(item.id), "type": "scheme", "name": name}
    return _build_node(
        fixed,
        {},
        item,
        encode_fields(replace(item, extra=get_other_blocks(item, _BLOCK_NAME)), kind=kind, scheme=scheme),
    )


def _build_node(
    fixed: RawObject, more: RawObject, item: Statement | Relation, fields: RawObject
) -> RawObject:
    if fixed["id"] != item.id:
        fields["id"] = item.id
    block = get_block(item, _BLOCK_NAME)
    metadata = get_block(block, "metadata")
    return {
        **fixed,
        **more,
        **block,
        **fixed,
        "metadata": {**metadata, **({BLOCK: fields} if fields else {})},
    }


def _decode_node(
    node: RawObject, fixed: RawObject, table: Mapping[str, type], collector: GraphCollector, where: str
) -> RawObject:
    """Return the fields in our own block of a node.

    `extra` has the other data of the node.
    """
    metadata = dict(read_object(node.get("metadata", {}), collector, f"{where}.metadata"))
    fields = decode_fields(
        metadata.pop(BLOCK, {}), {"id": str, **table}, collector, f"{where}.metadata.{BLOCK}"
    )
    block = select_differing(node, {**fixed, "id": node["id"], "metadata": node.get("metadata")})
    block |= {"metadata": metadata} if metadata else {}
    return {"id": node["id"], **fields, "extra": add_block(fields.get("extra", {}), _BLOCK_NAME, block)}


def _statement(node: RawObject, collector: GraphCollector, where: str) -> Statement:
    text = read_text(node.get("text"), collector, f"{where}.text")
    fields = _decode_node(
        node, {"type": "atom", "text": text, "sources": []}, STATEMENT_FIELDS, collector, where
    )
    return Statement(text=text, **fields)


def _relation(node: RawObject, steps: SchemeRelations, collector: GraphCollector, where: str) -> Relation:
    target = steps.target[node["id"]]
    name = read_text(node.get("name", "support"), collector, f"{where}.name")
    kind, scheme = _implied(name, on_relation=target in steps.target)
    fields = _decode_node(node, {"type": "scheme", "name": name}, RELATION_FIELDS, collector, where)
    fields = {"kind": kind, "scheme": scheme, **fields}
    return Relation(premises=tuple(steps.premises[node["id"]]), target=target, **fields)


def _implied(name: str, *, on_relation: bool) -> tuple[RelationKind, str]:
    """Return the kind and the scheme that the name of a scheme node means."""
    if name in ("conflict", "attack"):
        return (RelationKind.UNDERCUT if on_relation else RelationKind.ATTACK), ""
    if name == "rephrase":
        return RelationKind.REPHRASE, ""
    return RelationKind.SUPPORT, "" if name == "support" else name


def _with_map_ids(item: Relation, names: Mapping[str, str]) -> Relation:
    """Return the relation with the ids of the map instead of the file's."""
    premises = tuple(names[premise] for premise in item.premises)
    return replace(item, premises=premises, target=names[item.target])
