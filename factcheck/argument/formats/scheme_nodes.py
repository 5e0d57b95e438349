"""How edges make relations where each relation is a node between its premises and its target, and back.

What no relation can be made of is handed back, to be kept aside.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

RawObject = dict[str, Any]
RelationEnds = tuple[str, Sequence[str], str]
"""A relation's id, its premises and its target, by the ids of the file."""


@dataclass(frozen=True, slots=True)
class EdgeKeys:
    """How a format names an edge's id and ends, what else an edge of it says, and what a new one is called."""

    id: str
    source: str
    target: str
    rest: Mapping[str, Any] = field(default_factory=dict)
    fresh: Callable[[int], str] = "e{}".format

    def ends(self, raw: RawObject) -> tuple[str, str]:
        return raw[self.source], raw[self.target]

    def well_formed(self, raw: RawObject) -> bool:
        return all(isinstance(raw.get(name), str) for name in (self.id, self.source, self.target))


@dataclass(slots=True)
class SchemeRelations:
    """The relations that edges make: premises and target by the relation's id, and the edges left over."""

    premises: dict[str, list[str]]
    target: dict[str, str] = field(default_factory=dict)
    used: list[RawObject] = field(default_factory=list)
    spare: list[RawObject] = field(default_factory=list)

    def ends(self) -> list[RelationEnds]:
        return [(name, premises, self.target[name]) for name, premises in self.premises.items()]


def read_edges(
    edges: Sequence[RawObject],
    words: EdgeKeys,
    *,
    statements: Collection[str],
    schemes: Collection[str],
    nodes: Collection[str],
    collector: GraphCollector,
) -> SchemeRelations:
    """Sort edges into relations. A scheme node that leads to no conclusion is no key of the result."""
    steps = SchemeRelations({name: [] for name in schemes})
    for number, raw in enumerate(edges):
        source, target = words.ends(raw)
        for name, end in ((words.source, source), (words.target, target)):
            if end not in nodes:
                raise InvalidInput(
                    _("There is no node “%(end)s”.") % {"end": end}, where=f"edges[{number}].{name}"
                )
        concludes = source in steps.premises and (target in statements or target in steps.premises)
        if source in statements and target in steps.premises:
            steps.premises[target].append(source)
        elif concludes and source not in steps.target:
            steps.target[source] = target
        else:
            if concludes:
                message = _(
                    "The step “%(id)s” has a second conclusion; a relation bears on one thing. "
                    "Kept aside for this format alone."
                )
                collector.note(f"edges[{number}]", message % {"id": source})
            steps.spare.append(raw)
            continue
        steps.used.append(raw)
    _drop_loose(steps, words)
    return steps


def write_edges(
    relations: Iterable[RelationEnds],
    words: EdgeKeys,
    *,
    used: Sequence[RawObject] = (),
    spare: Sequence[RawObject] = (),
) -> list[RawObject]:
    """The edges of the relations: those of `used` that still hold as they stand, then new ones, then `spare`."""
    needed = [
        ends
        for name, premises, target in relations
        for ends in (*((premise, name) for premise in premises), (name, target))
    ]
    missing = Counter(needed)
    edges = []
    for raw in used:
        if missing[words.ends(raw)] > 0:
            missing[words.ends(raw)] -= 1
            edges.append(raw)
    taken = {raw[words.id] for raw in (*edges, *spare)}
    fresh = (name for number in count(1) if (name := words.fresh(number)) not in taken)
    for source, target in needed:
        if missing[source, target] > 0:
            missing[source, target] -= 1
            edges.append({words.id: next(fresh), words.source: source, words.target: target, **words.rest})
    return [*edges, *spare]


def _drop_loose(steps: SchemeRelations, words: EdgeKeys) -> None:
    """Forget relations without a target and those that bear on them, and spare their edges."""
    onto: dict[str, list[str]] = {}
    for name, target in steps.target.items():
        onto.setdefault(target, []).append(name)
    loose = [name for name in steps.premises if name not in steps.target]
    while loose:
        name = loose.pop()
        del steps.premises[name]
        steps.target.pop(name, None)
        loose += onto.get(name, [])
    held = [not steps.target.keys().isdisjoint(words.ends(raw)) for raw in steps.used]
    steps.spare += [raw for raw, holds in zip(steps.used, held, strict=True) if not holds]
    steps.used = [raw for raw, holds in zip(steps.used, held, strict=True) if holds]
