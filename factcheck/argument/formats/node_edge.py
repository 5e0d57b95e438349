"""A map as nodes and edges, the way AIF and SADFace write it: what the two formats share on the way in and out."""

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
    """A format's words: its name, the key of a node's id, the types that are statements and that are steps."""

    name: str
    node_id: str
    statements: frozenset[str]
    steps: frozenset[str]
    edge: EdgeKeys


def read_document(
    net: NodeEdgeFormat,
    document: RawObject,
    collector: GraphCollector,
    statement: Callable[[RawObject, str], Statement],
    relation: Callable[[RawObject, SchemeRelations, str], Relation],
) -> RawObject:
    """Collect the statements and relations of a document, and hand back what to keep of it aside."""
    nodes = _objects(document, "nodes", (net.node_id,))
    edges = _objects(document, "edges", (net.edge.id, net.edge.source, net.edge.target))
    types = {}
    for number, node in enumerate(nodes):
        if node[net.node_id] in types:
            raise InvalidInput(
                _("The id “%(id)s” is taken.") % {"id": node[net.node_id]},
                where=f"nodes[{number}].{net.node_id}",
            )
        types[node[net.node_id]] = ensure_type(node.get("type"), str, f"nodes[{number}].type")
    told = {name for name, kind in types.items() if kind in net.statements}
    schemes = [name for name, kind in types.items() if kind in net.steps]
    steps = read_edges(edges, net.edge, statements=told, schemes=schemes, nodes=types, collector=collector)
    aside = []
    for number, node in enumerate(nodes):
        where, name = f"nodes[{number}]", node[net.node_id]
        if name in told:
            collector.add_statement(statement(node, where), where)
        elif name in steps.target:
            collector.add_relation(relation(node, steps, where), where)
        else:
            aside.append(node)
            if types[name] in net.steps:
                message = _("The step “%(id)s” leads to no conclusion. Kept aside for %(format)s alone.")
                collector.note(where, message % {"id": name, "format": net.name})
    plain = steps.used == write_edges(steps.ends(), net.edge)
    return {"nodes": aside, "edges": [] if plain else steps.used, "spare": steps.spare}


def write_document(
    net: NodeEdgeFormat, nodes: Sequence[RawObject], ends: Sequence[RelationEnds], aside: RawObject
) -> RawObject:
    """The nodes and edges of a document: those of the map, and of what was kept what still has a place."""
    ids = {node[net.node_id] for node in nodes}
    kept_nodes = [raw for raw in list_objects(aside, "nodes") if _is_new(raw.get(net.node_id), ids)]
    ids.update(raw[net.node_id] for raw in kept_nodes)
    used = [raw for raw in list_objects(aside, "edges") if net.edge.well_formed(raw)]
    spare = [raw for raw in list_objects(aside, "spare") if net.edge.well_formed(raw)]
    spare = [raw for raw in spare if ids.issuperset(net.edge.ends(raw))]
    return {"nodes": [*nodes, *kept_nodes], "edges": write_edges(ends, net.edge, used=used, spare=spare)}


def _is_new(name: object, ids: set[str]) -> bool:
    return isinstance(name, str) and name not in ids


def _objects(document: RawObject, name: str, keys: tuple[str, ...]) -> list[RawObject]:
    """The objects of a list, with whole numbers under `keys` turned into texts."""
    found = []
    for number, raw in enumerate(ensure_type(document.get(name), list, name)):
        where = f"{name}[{number}]"
        ids = {}
        for key in keys:
            value = ensure_type(raw, dict, where).get(key)
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise InvalidInput(
                    _("“%(key)s” must be a text or a whole number.") % {"key": key}, where=f"{where}.{key}"
                )
            ids[key] = str(value)
        found.append({**raw, **ids})
    return found
