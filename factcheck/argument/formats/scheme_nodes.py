"""Conversion between edges and relations.

For formats in which a relation is a node between its premises and its target.

Edges that are no part of a relation are returned separately, so that they can be stored and written back.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.i18n import gettext as _

RawObject = dict[str, Any]
RelationEnds = tuple[str, Sequence[str], str]
"""A relation's id, its premises and its target, by the ids of the file."""


@dataclass(frozen=True, slots=True)
class EdgeKeys:
    """The keys of an edge's id and ends in a format.

    `rest` is further data of a new edge, and `fresh` makes its id.
    """

    id: str
    source: str
    target: str
    rest: Mapping[str, Any] = field(default_factory=dict)
    fresh: Callable[[int], str] = "e{}".format

    def ends(self, raw: RawObject) -> tuple[str, str]:
        """Return the source and the target of an edge."""
        return raw[self.source], raw[self.target]

    def is_well_formed(self, raw: RawObject) -> bool:
        """Return whether the id and the ends of an edge are texts."""
        return all(isinstance(raw.get(name), str) for name in (self.id, self.source, self.target))


@dataclass(slots=True)
class SchemeRelations:
    """The relations of a document, with the edges used and not used.

    `premises` and `target` are by the relation's id.
    """

    premises: dict[str, list[str]]
    target: dict[str, str] = field(default_factory=dict)
    used: list[RawObject] = field(default_factory=list)
    spare: list[RawObject] = field(default_factory=list)

    def list_ends(self) -> list[RelationEnds]:
        """Return the ends of all relations."""
        return [(name, premises, self.target[name]) for name, premises in self.premises.items()]


def read_edges(
    edges: Sequence[tuple[str, RawObject]],
    keys: EdgeKeys,
    *,
    statements: Collection[str],
    schemes: Collection[str],
    collector: GraphCollector,
) -> SchemeRelations:
    """Return the relations that edges form; each edge comes with its position.

    A scheme node without a conclusion is not among them. An edge that is part of no relation is spare.
    """
    result = SchemeRelations({name: [] for name in schemes})
    for where, raw in edges:
        source, target = keys.ends(raw)
        concludes = source in result.premises and (target in statements or target in result.premises)
        if source in statements and target in result.premises:
            result.premises[target].append(source)
        elif concludes and source not in result.target:
            result.target[source] = target
        else:
            if concludes:
                message = _(
                    "The scheme node “%(id)s” has a second conclusion, but a relation has one target. "
                    "This edge is stored for export to this format only."
                )
                collector.note(where, message % {"id": source})
            elif source in statements and target in statements:
                message = _(
                    "The edge from “%(source)s” to “%(target)s” has no scheme node. "
                    "It is stored for export to this format only."
                )
                collector.note(where, message % {"source": source, "target": target})
            continue
        result.used.append(raw)
    _drop_incomplete(result, keys)
    # In the order of the file: of two conclusions the first one counts, so another order would read back differently.
    used = set(map(id, result.used))
    result.spare = [raw for _where, raw in edges if id(raw) not in used]
    return result


def write_edges(
    relations: Iterable[RelationEnds],
    keys: EdgeKeys,
    *,
    used: Sequence[RawObject] = (),
    spare: Sequence[RawObject] = (),
) -> list[RawObject]:
    """Return the edges of relations.

    These are the edges of `used` that are still correct, then new ones, then those of `spare`.
    """
    needed = [
        ends
        for name, premises, target in relations
        for ends in (*((premise, name) for premise in premises), (name, target))
    ]
    missing = Counter(needed)
    edges = []
    for raw in used:
        if missing[keys.ends(raw)] > 0:
            missing[keys.ends(raw)] -= 1
            edges.append(raw)
    taken_ids = {raw[keys.id] for raw in (*edges, *spare)}
    fresh_ids = (name for number in count(1) if (name := keys.fresh(number)) not in taken_ids)
    for source, target in needed:
        if missing[source, target] > 0:
            missing[source, target] -= 1
            edges.append({keys.id: next(fresh_ids), keys.source: source, keys.target: target, **keys.rest})
    return [*edges, *spare]


def _drop_incomplete(result: SchemeRelations, keys: EdgeKeys) -> None:
    """Remove relations without a target, and relations to them.

    Their edges are not used any more.
    """
    incoming: dict[str, list[str]] = {}
    for name, target in result.target.items():
        incoming.setdefault(target, []).append(name)
    incomplete = [name for name in result.premises if name not in result.target]
    while incomplete:
        name = incomplete.pop()
        del result.premises[name]
        result.target.pop(name, None)
        incomplete += incoming.get(name, [])
    result.used = [raw for raw in result.used if not result.target.keys().isdisjoint(keys.ends(raw))]
