"""The form that an imported map had in its file, restored when the map is written to a file again.

An import stores under keys of `extra` what the map itself cannot hold: the ids of the file, the relations that were set
aside, and the form of those that were changed. What people changed since has precedence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from factcheck.argument.formats.extra_blocks import get_other_blocks, list_objects, list_texts
from factcheck.argument.formats.field_codec import RELATION_FIELDS, decode_fields, encode_all_fields
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.enums import RelationKind

SOURCE_ID = "source_id"
"""The key of the `extra` data of a statement or relation with its id in the imported file."""
TITLE = "title"
"""The key under which an import stores the title of a statement."""
SET_ASIDE = "set_aside"
"""The key of the `extra` data of a map with the relations of the file that the map cannot hold."""
AS_READ = "as_read"
"""The key of the `extra` data of a relation with its kind and premises in the file."""
SPLIT_FROM = "split_from"
"""The key of the `extra` data of a relation with the id of the relation of the file that it is a part of."""
_KEYS = (SOURCE_ID, AS_READ, SPLIT_FROM)


def to_stored_relation(relation: Relation) -> dict[str, Any]:
    """Return a relation as JSON data."""
    ends = {"id": relation.id, "premises": list(relation.premises), "target": relation.target}
    return {**ends, **encode_all_fields(relation)}


def restore_source_form(graph: Graph) -> Graph:
    """Return the graph as it was in its file, with what people changed since. Other graphs are returned as they are."""
    items: tuple[Statement | Relation, ...] = (*graph.statements, *graph.relations)
    if SET_ASIDE not in graph.extra and not any(key in item.extra for item in items for key in _KEYS):
        return graph
    renamed = _rename(graph, _assign_ids(items))
    merged = _merge_split(renamed)
    restored = [*merged, *_list_set_aside(graph.extra, {*renamed.statement}, {item.id for item in merged})]
    return replace(
        renamed,
        statements=tuple(replace(item, extra=_without_keys(item)) for item in renamed.statements),
        relations=tuple(replace(item, extra=_without_keys(item)) for item in restored),
        extra=get_other_blocks(graph, SET_ASIDE),
    )


def get_source_id(item: Statement | Relation) -> str:
    """Return the id of a statement or relation in the imported file, "" if it is not from one."""
    name = item.extra.get(SOURCE_ID)
    return name if isinstance(name, str) else ""


def _assign_ids(items: Iterable[Statement | Relation]) -> dict[str, str]:
    """Return the id in the file by the id of the map. What people added gets an id that the file does not use."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for item in items:
        name = get_source_id(item)
        if name and name not in used:
            names[item.id] = name
            used.add(name)
    for item in items:
        if item.id not in names:
            name = item.id
            while name in used:
                name = f"{name}+"
            names[item.id] = name
            used.add(name)
    return names


def _rename(graph: Graph, names: Mapping[str, str]) -> Graph:
    return replace(
        graph,
        statements=tuple(_rename_statement(item, names) for item in graph.statements),
        relations=tuple(
            replace(
                item,
                id=names[item.id],
                premises=tuple(names.get(premise, premise) for premise in item.premises),
                target=names.get(item.target, item.target),
            )
            for item in graph.relations
        ),
    )


def _rename_statement(item: Statement, names: Mapping[str, str]) -> Statement:
    extra = dict(item.extra)
    if isinstance(extra.get(CONTEXT_KEY), str):
        extra[CONTEXT_KEY] = names.get(extra[CONTEXT_KEY], extra[CONTEXT_KEY])
    name = names[item.id]
    return replace(item, id=name, title="" if item.title == name else item.title, extra=extra)


def _merge_split(graph: Graph) -> list[Relation]:
    """Return the relations with those in one that an import split, unless they were changed."""
    parts: dict[str, list[Relation]] = {}
    for item in graph.relations:
        if isinstance(item.extra.get(SPLIT_FROM), str):
            parts.setdefault(item.extra[SPLIT_FROM], []).append(item)
    restored: dict[str, Relation] = {}
    merged: set[str] = set()
    for item in graph.relations:
        as_read = item.extra.get(AS_READ)
        own = [item, *(part for part in parts.get(item.id, ()) if _is_like(part, item))]
        if isinstance(as_read, Mapping) and (original := _as_read(item, own, as_read)):
            restored[item.id] = original
            merged.update(part.id for part in own[1:])
    return [restored.get(item.id, item) for item in graph.relations if item.id not in merged]


def _is_like(part: Relation, item: Relation) -> bool:
    return (part.kind, part.target, part.base, part.active) == (
        item.kind,
        item.target,
        item.base,
        item.active,
    )


def _as_read(item: Relation, own: list[Relation], as_read: Mapping[str, Any]) -> Relation | None:
    """Return the relation as it was in the file, None if its premises were changed since."""
    premises, kind = list_texts(as_read, "premises"), as_read.get("kind")
    present = {premise for part in own for premise in part.premises}
    if present != set(premises) - {item.target} or kind not in list(RelationKind):
        return None
    return replace(item, premises=tuple(premises), kind=RelationKind(kind))


def _list_set_aside(extra: Mapping[str, Any], statements: set[str], relations: set[str]) -> list[Relation]:
    """Return the relations that were set aside and whose ends still exist."""
    collector = GraphCollector()
    found: dict[str, Relation] = {}
    for raw in list_objects(extra, SET_ASIDE):
        fields = decode_fields(
            {name: value for name, value in raw.items() if name in RELATION_FIELDS},
            RELATION_FIELDS,
            collector,
            SET_ASIDE,
        )
        name, target, premises = raw.get("id"), raw.get("target"), list_texts(raw, "premises")
        if not (isinstance(name, str) and isinstance(target, str) and "kind" in fields):
            continue
        if name not in statements | relations and statements.issuperset(premises):
            found[name] = Relation(id=name, premises=tuple(premises), target=target, **fields)
    while dangling := [
        name for name, item in found.items() if item.target not in {*statements, *relations, *found}
    ]:
        for name in dangling:
            del found[name]
    return list(found.values())


def _without_keys(item: Statement | Relation) -> dict[str, Any]:
    return get_other_blocks(item, *_KEYS)
