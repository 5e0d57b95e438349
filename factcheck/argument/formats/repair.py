"""Repair of a graph that was read from a file, so that a map can store it.

A relation that breaks a rule of maps is changed where its meaning stays, and set aside where not. Each gets a note, and
`source_form` writes both back to a file as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from factcheck.argument.formats.format_types import ReadNote
from factcheck.argument.formats.source_form import AS_READ, SET_ASIDE, SPLIT_FROM, to_stored_relation
from factcheck.argument.graph import Graph, Relation
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _
from factcheck.i18n import pgettext


def repair_graph(graph: Graph) -> tuple[Graph, tuple[ReadNote, ...]]:
    """Return the graph without relations that break a rule of maps, and a note for each change."""
    repair = _Repair(graph)
    for relation in graph.relations:
        repair.add(relation)
    repair.set_ungrounded_aside()
    if not repair.notes:
        return graph, ()
    extra = dict(graph.extra)
    if repair.aside:
        extra[SET_ASIDE] = [to_stored_relation(item) for item in repair.aside]
    return replace(graph, relations=tuple(repair.relations), extra=extra), tuple(repair.notes)


@dataclass(slots=True)
class _Repair:
    graph: Graph
    relations: list[Relation] = field(default_factory=list)
    aside: list[Relation] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken.update(self.graph.statement, self.graph.relation)

    def add(self, relation: Relation) -> None:
        """Add a relation in a valid form, in several where it is a rephrase of several statements, or set it aside."""
        if not relation.active:
            self._set_aside(relation, relation, _("%(relation)s is switched off in the file."))
        elif relation.target == relation.id:
            self._set_aside(relation, relation, _("%(relation)s has itself as its target."))
        elif relation.kind is RelationKind.REPHRASE and relation.target in self.graph.relation:
            self._set_aside(
                relation, relation, _("%(relation)s has a relation as its target, not a statement.")
            )
        else:
            self._add_with_premises(relation, self._fit_kind(relation))

    def set_ungrounded_aside(self) -> None:
        """Set relations aside that lead to no statement: in a cycle, or to a relation that was set aside."""
        incoming: dict[str, list[Relation]] = {}
        for relation in self.relations:
            incoming.setdefault(relation.target, []).append(relation)
        grounded: set[str] = set()
        queue = [item.id for item in self.graph.statements]
        while queue:
            found = [relation.id for relation in incoming.get(queue.pop(), ()) if relation.id not in grounded]
            grounded.update(found)
            queue += found
        ungrounded = [item for item in self.relations if item.id not in grounded]
        self.relations = [item for item in self.relations if item.id in grounded]
        for relation in ungrounded:
            original = self.graph.relation.get(relation.id, relation)
            self._set_aside(original, relation, _("%(relation)s leads to no statement of the map."))

    def _fit_kind(self, relation: Relation) -> Relation:
        """Return the relation with the kind that its target allows: attacks on relations are undercuts."""
        on_relation = relation.target in self.graph.relation
        if on_relation and relation.kind is RelationKind.ATTACK:
            self._note(relation, _("%(relation)s has a relation as its target; it became an undercut."))
            return replace(relation, kind=RelationKind.UNDERCUT)
        if not on_relation and relation.kind is RelationKind.UNDERCUT:
            self._note(relation, _("%(relation)s has a statement as its target; it became an attack."))
            return replace(relation, kind=RelationKind.ATTACK)
        return relation

    def _add_with_premises(self, original: Relation, relation: Relation) -> None:
        premises = tuple(dict.fromkeys(name for name in relation.premises if name != relation.target))
        if not premises:
            message = (
                _("%(relation)s has its own target as its premise.")
                if relation.premises
                else _("%(relation)s has no premise.")
            )
            self._set_aside(original, relation, message)
            return
        if len(premises) < len(relation.premises):
            self._note(
                relation, _("%(relation)s has a premise twice, or its target as a premise; it was left out.")
            )
        several = relation.kind is RelationKind.REPHRASE and len(premises) > 1
        if several:
            self._note(
                relation, _("%(relation)s has several premises; it became a rephrase of each of them.")
            )
        first = replace(relation, premises=premises[:1] if several else premises)
        if (first.premises, first.kind) != (original.premises, original.kind):
            as_read = {"kind": original.kind.value, "premises": list(original.premises)}
            first = replace(first, extra={**first.extra, AS_READ: as_read})
        self.relations += [first, *(self._split(relation, name) for name in premises[1:] if several)]

    def _split(self, relation: Relation, premise: str) -> Relation:
        name = next(free for free in _spare_ids(relation.id, premise) if free not in self.taken)
        self.taken.add(name)
        return replace(relation, id=name, premises=(premise,), extra={SPLIT_FROM: relation.id})

    def _set_aside(self, original: Relation, relation: Relation, message: str) -> None:
        self.aside.append(original)
        self._note(relation, f"{message} {_('It is stored for export only.')}")

    def _note(self, relation: Relation, message: str) -> None:
        name = _("The %(kind)s “%(id)s”") % {"kind": pgettext("relation", relation.kind), "id": relation.id}
        self.notes.append(ReadNote("", message % {"relation": name}))


def _spare_ids(name: str, premise: str) -> Iterator[str]:
    yield f"{name} ({premise})"
    number = 2
    while True:
        yield f"{name} ({premise}, {number})"
        number += 1
