"""Reading and writing of maps as nodes and edges, shared by AIF and SADFace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factcheck.argument.formats.extra_blocks import list_objects
from factcheck.argument.formats.field_codec import ensure_type
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.scheme_nodes import (
    EdgeKeys,
    RawObject,
    RelationEnds,
    SchemeRelations,
    read_edges,
    write_edges,
)
from factcheck.argument.graph import Relation, Statement
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class NodeEdgeFormat:
    """The names and keys of a node-and-edge format.

    `statements` and `schemes` are the types of the nodes for statements and for relations.
    """

    name: str
    node_id: str
    statements: frozenset[str]
    schemes: frozenset[str]
    edge: EdgeKeys


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
    write them differently ("edges"). Raises `InvalidInput` for a broken document.
    """
    nodes = _read_objects(document, "nodes", (spec.node_id,))
    edges = _read_objects(document, "edges", (spec.edge.id, spec.edge.source, spec.edge.target))
    types = {}
    for number, node in enumerate(nodes):
        if node[spec.node_id] in types:
            raise InvalidInput(
                _("The id “%(id)s” is taken.") % {"id": node[spec.node_id]},
                where=f"nodes[{number}].{spec.node_id}",
            )
        types[node[spec.node_id]] = ensure_type(node.get("type"), str, f"nodes[{number}].type")
    statement_ids = {name for name, kind in types.items() if kind in spec.statements}
    schemes = [name for name, kind in types.items() if kind in spec.schemes]
    relations = read_edges(
        edges, spec.edge, statements=statement_ids, schemes=schemes, nodes=types, collector=collector
    )
    stored = []
    for number, node in enumerate(nodes):
        where, name = f"nodes[{number}]", node[spec.node_id]
        if name in statement_ids:
            collector.add_statement(statement(node, where), where)
        elif name in relations.target:
            collector.add_relation(relation(node, relations, where), where)
        else:
            stored.append(node)
            if types[name] in spec.schemes:
                message = _(
                    "The scheme node “%(id)s” has no conclusion. It is stored for export to %(format)s only."
                )
                collector.note(where, message % {"id": name, "format": spec.name})
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


def _read_objects(document: RawObject, name: str, keys: tuple[str, ...]) -> list[RawObject]:
    """Return the objects of a list, with integers under `keys` converted to texts."""
    objects = []
    for number, raw in enumerate(ensure_type(document.get(name), list, name)):
        where = f"{name}[{number}]"
        ids = {}
        for key in keys:
            value = ensure_type(raw, dict, where).get(key)
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise InvalidInput(
                    _("“%(key)s” must be a text or an integer.") % {"key": key}, where=f"{where}.{key}"
                )
            ids[key] = str(value)
        objects.append({**raw, **ids})
    return objects
