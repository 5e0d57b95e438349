"""SADFace 0.2 (Wells 2020): atoms and schemes with edges between them, resources and namespaced metadata.

Its ids are UUIDs; ours that are not are hashed into some, and stand in our own block of the node's metadata
together with what SADFace has no word for. All else that a file holds is kept in `extra["sadface"]`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from factcheck.argument.formats.collecting import Collector, require_sound
from factcheck.argument.formats.fields import BLOCK, RELATION, STATEMENT, require, take, told_fields
from factcheck.argument.formats.jsontext import dump, load_object
from factcheck.argument.formats.keeping import KEEP_SADFACE as KEEP
from factcheck.argument.formats.keeping import differing, filled, kept, rest, with_kept
from factcheck.argument.formats.nets import Net, read_net, write_net
from factcheck.argument.formats.steps import EdgeWords, Raw, Steps
from factcheck.argument.formats.values import Reading
from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

_SPACE = uuid5(NAMESPACE_URL, "urn:factcheck:map")
_CORE: Raw = {
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
    require_sound(graph)
    aside = kept(graph, KEEP)
    nodes = [_atom(item) for item in graph.statements]
    nodes += [_step(item, on_relation=item.target in graph.relation) for item in graph.relations]
    ends = [
        (_uuid(item.id), [_uuid(premise) for premise in item.premises], _uuid(item.target))
        for item in graph.relations
    ]
    core = {**_CORE, **kept(aside, "core"), **({"title": graph.title} if graph.title else {})}
    own = filled({"extra": rest(graph, KEEP)})
    resources = aside.get("resources")
    document = {
        "metadata": {**kept(aside, "metadata"), "core": core, **({BLOCK: own} if own else {})},
        "resources": resources if isinstance(resources, list) else [],
        **write_net(_NET, nodes, ends, aside),
    }
    return dump({**kept(aside, "document"), **document})


def read(data: bytes) -> Reading:
    """The map of a SADFace document, of version 0.2 or of those before, which had no blocks of metadata."""
    document = load_object(data)
    collector = Collector()
    names: dict[str, str] = {}

    def statement(node: Raw, where: str) -> Statement:
        item = _statement(node, collector, where)
        names[node["id"]] = item.id
        return item

    def relation(node: Raw, steps: Steps, where: str) -> Relation:
        item = _relation(node, steps, collector, where)
        names[node["id"]] = item.id
        return item

    keep = read_net(_NET, document, collector, statement, relation)
    collector.relations = [_renamed(item, names) for item in collector.relations]
    metadata = require(document.pop("metadata", {}), dict, "metadata")
    own = take(metadata.pop(BLOCK, {}), {"extra": dict}, collector, f"metadata.{BLOCK}")
    core = require(metadata.pop("core", {}), dict, "metadata.core")
    title = str(core.pop("title")) if isinstance(core.get("title"), str) else ""
    keep |= {
        "core": differing(core, _CORE),
        "metadata": metadata,
        "resources": require(document.pop("resources", []), list, "resources"),
        "document": {name: value for name, value in document.items() if name not in ("nodes", "edges")},
    }
    return collector.finish(title, with_kept(own.get("extra", {}), KEEP, filled(keep)))


def _uuid(name: str) -> str:
    """`name` where it is a UUID as SADFace writes them, else one made of it."""
    try:
        known = str(UUID(name))
    except ValueError:
        known = ""
    return name if known == name else str(uuid5(_SPACE, name))


_NET = Net(
    "SADFace",
    "id",
    frozenset({"atom"}),
    frozenset({"scheme"}),
    EdgeWords("id", "source_id", "target_id", fresh=lambda number: _uuid(f"edge {number}")),
)


def _atom(item: Statement) -> Raw:
    fixed = {"id": _uuid(item.id), "type": "atom", "text": item.text}
    told: dict[str, Any] = told_fields(replace(item, extra=rest(item, KEEP)))
    return _node(fixed, {"sources": []}, item, told)


def _step(item: Relation, *, on_relation: bool) -> Raw:
    name = item.scheme or _NAME[item.kind]
    kind, scheme = _implied(name, on_relation=on_relation)
    fixed = {"id": _uuid(item.id), "type": "scheme", "name": name}
    return _node(
        fixed, {}, item, told_fields(replace(item, extra=rest(item, KEEP)), kind=kind, scheme=scheme)
    )


def _node(fixed: Raw, more: Raw, item: Statement | Relation, told: Raw) -> Raw:
    if fixed["id"] != item.id:
        told["id"] = item.id
    keep = kept(item, KEEP)
    metadata = kept(keep, "metadata")
    return {**fixed, **more, **keep, **fixed, "metadata": {**metadata, **({BLOCK: told} if told else {})}}


def _told(node: Raw, fixed: Raw, table: Mapping[str, type], collector: Collector, where: str) -> Raw:
    """What our own block of a node says, with the rest of the node in `extra`."""
    metadata = dict(require(node.get("metadata", {}), dict, f"{where}.metadata"))
    told = take(metadata.pop(BLOCK, {}), {"id": str, **table}, collector, f"{where}.metadata.{BLOCK}")
    keep = differing(node, {**fixed, "id": node["id"], "metadata": node.get("metadata")})
    keep |= {"metadata": metadata} if metadata else {}
    return {"id": node["id"], **told, "extra": with_kept(told.get("extra", {}), KEEP, keep)}


def _statement(node: Raw, collector: Collector, where: str) -> Statement:
    text = require(node.get("text"), str, f"{where}.text")
    told = _told(node, {"type": "atom", "text": text, "sources": []}, STATEMENT, collector, where)
    return Statement(text=text, **told)


def _relation(node: Raw, steps: Steps, collector: Collector, where: str) -> Relation:
    target = steps.target[node["id"]]
    name = require(node.get("name", "support"), str, f"{where}.name")
    kind, scheme = _implied(name, on_relation=target in steps.target)
    told = _told(node, {"type": "scheme", "name": name}, RELATION, collector, where)
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
