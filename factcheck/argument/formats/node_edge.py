"""Reading and writing of maps as nodes and edges, shared by AIF and SADFace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factcheck.argument.formats.extra_blocks import list_objects
from factcheck.argument.formats.field_codec import BLOCK, ensure_type
from factcheck.argument.formats.graph_collector import GraphCollector, shorten
from factcheck.argument.formats.scheme_nodes import (
    EdgeKeys,
    RawObject,
    RelationEnds,
    SchemeRelations,
    read_edges,
    write_edges,
)
from factcheck.argument.graph import Relation, Statement
from factcheck.i18n import gettext as _

STATEMENT_MARK = "statement"
"""The key of our own block that says that a node of a dialogue is a statement of the map."""


@dataclass(frozen=True, slots=True)
class NodeEdgeFormat:
    """The names and keys of a node-and-edge format.

    `statements` and `schemes` are the types of the nodes for statements and for relations, and `others` further types
    that are known. A node of the types `spoken` is a statement too where an edge makes it part of a relation.
    """

    name: str
    node_id: str
    statements: frozenset[str]
    schemes: frozenset[str]
    edge: EdgeKeys
    others: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Nodes:
    """The nodes of a document by id, with their positions, and the ids of statements and of schemes."""

    raw: dict[str, RawObject]
    where: dict[str, str]
    statements: set[str]
    schemes: list[str]


def read_document(
    spec: NodeEdgeFormat,
    document: RawObject,
    collector: GraphCollector,
    statement: Callable[[RawObject, str], Statement],
    relation: Callable[[RawObject, SchemeRelations, str], Relation],
) -> RawObject:
    """Collect the statements and relations of a document.

    Return the data to store in the block of the format.

    That is the nodes and edges that are no part of a relation ("nodes", "spare"), and all used edges if a writer would
    write them differently ("edges"). What is broken is set aside, with a note.

    Raises `InvalidInput` only for a document without a list of nodes.
    """
    ensure_type(document.get("nodes"), list, "nodes")
    nodes = _read_nodes(spec, document, collector)
    edges = _read_edges(spec, document, nodes, collector)
    _add_spoken(spec, nodes, edges, collector)
    relations = read_edges(
        edges, spec.edge, statements=nodes.statements, schemes=nodes.schemes, collector=collector
    )
    stored = []
    for name, node in nodes.raw.items():
        where = nodes.where[name]
        if name in nodes.statements:
            collector.add_statement(statement(node, where), where)
        elif name in relations.target:
            collector.add_relation(relation(node, relations, where), where)
        else:
            stored.append(node)
            _note_stored(spec, node, where, collector)
    plain = relations.used == write_edges(relations.list_ends(), spec.edge)
    return {"nodes": stored, "edges": [] if plain else relations.used, "spare": relations.spare}


def write_document(
    spec: NodeEdgeFormat, nodes: Sequence[RawObject], ends: Sequence[RelationEnds], stored: RawObject
) -> RawObject:
    """Return the nodes and edges of a document.

    They are those of the map, and the stored ones that still fit it.
    """
    ids = {node[spec.node_id] for node in nodes}
    stored_nodes = [raw for raw in list_objects(stored, "nodes") if _is_new(raw.get(spec.node_id), ids)]
    ids.update(raw[spec.node_id] for raw in stored_nodes)
    used = [raw for raw in list_objects(stored, "edges") if spec.edge.is_well_formed(raw)]
    spare = [raw for raw in list_objects(stored, "spare") if spec.edge.is_well_formed(raw)]
    spare = [raw for raw in spare if ids.issuperset(spec.edge.ends(raw))]
    return {"nodes": [*nodes, *stored_nodes], "edges": write_edges(ends, spec.edge, used=used, spare=spare)}


def _is_new(name: object, ids: set[str]) -> bool:
    return isinstance(name, str) and name not in ids


def _read_nodes(spec: NodeEdgeFormat, document: RawObject, collector: GraphCollector) -> _Nodes:
    nodes = _Nodes({}, {}, set(), [])
    for where, raw in _list_objects(document, "nodes", collector):
        name = _to_id(raw.get(spec.node_id))
        if name is None:
            message = _("“%(key)s” must be a text or an integer. The node was set aside: “%(text)s”.")
            collector.note(
                f"{where}.{spec.node_id}",
                message % {"key": spec.node_id, "text": shorten(str(raw.get("text")))},
            )
        elif name in nodes.raw:
            message = _("The id “%(id)s” is taken. This second node was set aside: “%(text)s”.")
            collector.note(
                f"{where}.{spec.node_id}", message % {"id": name, "text": shorten(str(raw.get("text")))}
            )
        else:
            nodes.raw[name], nodes.where[name] = {**raw, spec.node_id: name}, where
            if _has_type(raw, spec.statements):
                nodes.statements.add(name)
            elif _has_type(raw, spec.schemes):
                nodes.schemes.append(name)
    return nodes


def _read_edges(
    spec: NodeEdgeFormat, document: RawObject, nodes: _Nodes, collector: GraphCollector
) -> list[tuple[str, RawObject]]:
    """Return the edges between existing nodes, with their positions."""
    keys = spec.edge
    edges = []
    for where, raw in _list_objects(document, "edges", collector):
        source, target = _to_id(raw.get(keys.source)), _to_id(raw.get(keys.target))
        missing = next((end for end in (source, target) if end not in nodes.raw), None)
        if source is None or target is None:
            message = _("“%(source)s” and “%(target)s” must be texts or integers. The edge was set aside.")
            collector.note(where, message % {"source": keys.source, "target": keys.target})
        elif missing is not None:
            message = _(
                "There is no node “%(end)s”. The edge from “%(source)s” to “%(target)s” was set aside."
            )
            collector.note(where, message % {"end": missing, "source": source, "target": target})
        else:
            name = _to_id(raw.get(keys.id))
            ids = {keys.id: where if name is None else name, keys.source: source, keys.target: target}
            edges.append((where, {**raw, **ids}))
    return edges


def _add_spoken(
    spec: NodeEdgeFormat, nodes: _Nodes, edges: Sequence[tuple[str, RawObject]], collector: GraphCollector
) -> None:
    """Make statements of the nodes of a dialogue that are parts of relations, or of all if there are no others."""
    spoken = [name for name, raw in nodes.raw.items() if _has_type(raw, spec.spoken)]
    if spoken and not nodes.statements:
        nodes.statements.update(spoken)
        collector.note(
            "nodes", _("This file has no statements except those of its speakers; they were imported.")
        )
        return
    schemes = set(nodes.schemes)
    ends = {end for _where, raw in edges for end in spec.edge.ends(raw) if schemes & set(spec.edge.ends(raw))}
    for name in spoken:
        own = nodes.raw[name].get(BLOCK)
        if isinstance(own, dict) and own.get(STATEMENT_MARK) is True:
            nodes.statements.add(name)
        elif name in ends:
            nodes.statements.add(name)
            message = _("The locution “%(id)s” is part of a relation; it was imported as a statement.")
            collector.note(nodes.where[name], message % {"id": name})


def _note_stored(spec: NodeEdgeFormat, node: RawObject, where: str, collector: GraphCollector) -> None:
    """Note a node that is only stored, unless its type is a known one that is no part of a map."""
    params = {"id": node[spec.node_id], "format": spec.name, "type": str(node.get("type"))}
    if _has_type(node, spec.schemes):
        message = _("The scheme node “%(id)s” has no conclusion. It is stored for export to %(format)s only.")
        collector.note(where, message % params)
    elif not _has_type(node, spec.others | spec.spoken):
        message = _(
            "The node “%(id)s” has the unknown type “%(type)s”. It is stored for export to %(format)s only."
        )
        collector.note(where, message % params)


def _has_type(node: RawObject, types: frozenset[str]) -> bool:
    kind = node.get("type")
    return isinstance(kind, str) and kind in types


def _list_objects(document: RawObject, name: str, collector: GraphCollector) -> list[tuple[str, RawObject]]:
    """Return the objects of a list with their positions. What is no object becomes a note."""
    values = document.get(name)
    if not isinstance(values, list):
        collector.note(name, _("The file has no list “%(name)s”.") % {"name": name})
        return []
    objects = []
    for number, raw in enumerate(values):
        where = f"{name}[{number}]"
        if isinstance(raw, dict):
            objects.append((where, raw))
        else:
            message = _("This is not an object. It was set aside: “%(value)s”.")
            collector.note(where, message % {"value": shorten(str(raw))})
    return objects


def _to_id(value: object) -> str | None:
    """Return an id as a text, None if it cannot be one. Programs write integers as 12 or 12.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
