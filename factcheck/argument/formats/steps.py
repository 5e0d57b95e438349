"""Maps as AIF and SADFace draw them: each relation a node between its premises and its target.

Knows how edges become relations and back. What no relation can be made of is handed back, to be kept aside.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.argument.formats.collecting import Collector
from factcheck.argument.graph import Relation
from factcheck.errors import InvalidInput

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EdgeWords:
    """How a format names an edge's id and ends, and what else an edge of it says."""

    id: str
    source: str
    target: str
    rest: Mapping[str, Any] = field(default_factory=dict)

    def ends(self, raw: Raw) -> tuple[str, str]:
        return raw[self.source], raw[self.target]

    def well_formed(self, raw: Raw) -> bool:
        return all(isinstance(raw.get(name), str) for name in (self.id, self.source, self.target))


@dataclass
class Steps:
    """The relations that edges make: premises and target by the relation's id, and the edges left over."""

    premises: dict[str, list[str]]
    target: dict[str, str]
    used: list[Raw]
    spare: list[Raw]


def read_steps(
    edges: Sequence[Raw],
    words: EdgeWords,
    *,
    statements: Collection[str],
    schemes: Collection[str],
    others: Collection[str],
    collector: Collector,
) -> Steps:
    """Sort edges into relations. A scheme node without a target is no key of `target`."""
    steps = Steps({item: [] for item in schemes}, {}, [], [])
    for number, raw in enumerate(edges):
        source, target = words.ends(raw)
        for name, end in ((words.source, source), (words.target, target)):
            if end not in statements and end not in schemes and end not in others:
                raise InvalidInput(f"There is no node “{end}”.", where=f"edges[{number}].{name}")
        if source in statements and target in schemes:
            steps.premises[target].append(source)
        elif source in schemes and target not in others and source not in steps.target:
            steps.target[source] = target
        else:
            if source in schemes and target not in others:
                message = f"The step “{source}” has a second conclusion; a relation bears on one thing."
                collector.note(f"edges[{number}]", f"{message} Kept aside for this format alone.")
            steps.spare.append(raw)
            continue
        steps.used.append(raw)
    _drop_loose(steps)
    _sort_out(steps, words)
    return steps


def write_edges(
    relations: Iterable[Relation], words: EdgeWords, *, used: Sequence[Raw] = (), spare: Sequence[Raw] = ()
) -> list[Raw]:
    """The edges of the relations: those of `used` that still hold as they stand, then new ones, then `spare`."""
    needed = [
        ends
        for item in relations
        for ends in (*((premise, item.id) for premise in item.premises), (item.id, item.target))
    ]
    missing = Counter(needed)
    edges = []
    for raw in used:
        if missing[words.ends(raw)] > 0:
            missing[words.ends(raw)] -= 1
            edges.append(raw)
    taken = {raw[words.id] for raw in (*edges, *spare)}
    fresh = (name for number in range(1, 2 + len(needed) + len(taken)) if (name := f"e{number}") not in taken)
    for source, target in needed:
        if missing[source, target] > 0:
            missing[source, target] -= 1
            edges.append({words.id: next(fresh), words.source: source, words.target: target, **words.rest})
    return [*edges, *spare]


def _drop_loose(steps: Steps) -> None:
    """Forget relations without a target, and those that bear on them."""
    schemes = set(steps.premises)
    loose = schemes - set(steps.target)
    onto: dict[str, list[str]] = {}
    for scheme, target in steps.target.items():
        onto.setdefault(target, []).append(scheme)
    open_items = list(loose)
    while open_items:
        for scheme in onto.get(open_items.pop(), ()):
            if scheme not in loose:
                loose.add(scheme)
                open_items.append(scheme)
    for scheme in loose:
        steps.premises.pop(scheme)
        steps.target.pop(scheme, None)


def _sort_out(steps: Steps, words: EdgeWords) -> None:
    """Move the edges of forgotten relations to the spare ones."""

    def holds(raw: Raw) -> bool:
        return not steps.target.keys().isdisjoint(words.ends(raw))

    spare = [raw for raw in steps.used if not holds(raw)]
    steps.used = [raw for raw in steps.used if holds(raw)]
    steps.spare += spare
