"""From arrows and structures to relations, in the order of the file.

An arrow from a structured argument starts at its conclusion; one that strikes it strikes its last step. An
undercut of a sketched argument strikes every step that the sketch makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.argument.formats.argdown.naming import Entry, Names, is_marked
from factcheck.argument.formats.argdown.parsing import Form, Node
from factcheck.argument.formats.argdown.spelling import plain_text
from factcheck.argument.formats.argdown.structures import Step
from factcheck.argument.formats.collecting import Collector
from factcheck.argument.formats.fields import BLOCK, RELATION, take
from factcheck.argument.formats.keeping import KEEP_ARGDOWN as KEEP
from factcheck.argument.formats.keeping import filled, kept, with_kept
from factcheck.argument.formats.plaintext import at_line
from factcheck.argument.graph import Relation
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

_KIND = {"+": RelationKind.SUPPORT, "-": RelationKind.ATTACK, "_": RelationKind.UNDERCUT}


@dataclass(frozen=True)
class Draft:
    """A relation to be. Without an id it gets one; `sketch` is the statement whose steps it undercuts."""

    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    line: int
    id: str = ""
    sketch: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class Resolver:
    """Drafts relations; `names` must have met every node and given every id."""

    def __init__(self, names: Names, collector: Collector) -> None:
        self.names = names
        self.collector = collector
        self.steps: dict[str, list[Step]] = {}
        self.step_ids: dict[Node, str] = {}

    def enter(self, entry: Entry, steps: list[Step]) -> None:
        """Name the steps of a structured argument; the last bears the argument's own id."""
        self.steps[entry.id] = steps
        for number, step in enumerate(steps[:-1], start=1):
            self.step_ids[step.inference] = self.names.part_of(entry.id, number)
        self.step_ids[steps[-1].inference] = entry.id

    def structure(self, entry: Entry) -> Iterator[Draft]:
        for step in self.steps[entry.id]:
            name = self.step_ids[step.inference]
            ends = tuple(self.names.of(node).id for node in step.premises)
            last = name == entry.id
            told = self._told(entry) if last else {}
            rule = plain_text(step.inference.raw or "")
            keep = {
                "description": entry.raw if last else "",
                "inference": step.inference.data,
                "data": entry.data if last else {},
                "group": entry.group,
            }
            kind = told.pop("kind", RelationKind.SUPPORT)
            more = {"scheme": rule, **told, "extra": with_kept(told.get("extra", {}), KEEP, filled(keep))}
            yield Draft(kind, ends, self.names.of(step.conclusion).id, step.inference.line, name, more=more)

    def arrows(self, node: Node) -> Iterator[Draft]:
        """What the arrows on one node say."""
        if node.form is Form.INFERENCE and node.arrows and node not in self.step_ids:
            self.collector.note(
                at_line(node.line), _("This inference concludes nothing; its arrows were not kept.")
            )
            return
        own = kept(node.data, BLOCK)
        name = str(own.get("relation", "")) if not is_marked(own) else ""
        arrows = node.arrows
        if is_marked(own) and not self.names.of(node).structure:
            premises = [pair for pair in arrows if pair[0] in ("<+", "+")]
            outward = next((pair for pair in arrows if pair[0].endswith(">")), None)
            if outward:
                yield self._marked(node, [child for _, child in premises], *outward)
                arrows = [pair for pair in arrows if pair not in premises and pair != outward]
        for arrow, child in arrows:
            if arrow == "><":
                yield from self._arrow("-", child, node, "")
            if arrow.endswith(">") or arrow == "><":
                yield from self._arrow(arrow.strip("<>") or "-", node, child, name)
            else:
                yield from self._arrow(arrow[-1], child, node, name)
            name = ""

    def _marked(self, node: Node, premises: list[Node], arrow: str, child: Node) -> Draft:
        """A sketch that our writer made of a relation: its supporters are the premises."""
        entry = self.names.of(node)
        told = self._told(entry)
        kind = told.pop("kind", _KIND[arrow[0]])
        ends = tuple(self.names.of(premise).id for premise in premises)
        keep = {"description": entry.raw, "data": entry.data, "group": entry.group}
        more = {**told, "extra": with_kept(told.get("extra", {}), KEEP, filled(keep))}
        return Draft(kind, ends, self._goal(child)[0], node.line, entry.id, more=more)

    def _arrow(self, sign: str, source: Node, target: Node, name: str) -> Iterator[Draft]:
        line = max(source.line, target.line)
        premise = self._premise(source)
        goal, on_relation = self._goal(target)
        if premise is None:
            message = _("A step of an argument cannot bear on anything by itself; this arrow was not kept.")
            self.collector.note(at_line(line), message)
        elif premise != goal or not self._is_structured(source):
            kind = _KIND[sign]
            if on_relation and kind is RelationKind.ATTACK:
                kind = RelationKind.UNDERCUT
            sketch = goal if kind is RelationKind.UNDERCUT and not on_relation else ""
            yield Draft(kind, (premise,), goal, line, name, sketch)

    def _premise(self, node: Node) -> str | None:
        if node.form is Form.INFERENCE:
            return None
        entry = self.names.of(node)
        if entry.structure:
            return self.names.of(self.steps[entry.id][-1].conclusion).id
        return None if entry.is_relation else entry.id

    def _is_structured(self, node: Node) -> bool:
        return self.names.of(node).structure is not None

    def _goal(self, node: Node) -> tuple[str, bool]:
        """What an arrow onto this node strikes, and whether that is a relation."""
        if node.form is Form.INFERENCE:
            return self.step_ids[node], True
        entry = self.names.of(node)
        return entry.id, entry.is_relation

    def _told(self, entry: Entry) -> dict[str, Any]:
        told = take(
            entry.own,
            {"relation": str, **RELATION},
            self.collector,
            _("line %(line)s, data") % {"line": entry.line},
        )
        told.pop("relation", None)
        return told


def relations(drafts: list[Draft], names: Names, collector: Collector) -> list[tuple[Relation, int]]:
    """The relations of the drafts: each one named, none twice, undercuts of sketches spelled out."""
    made: list[tuple[Relation | None, Draft]] = []
    seen: set[tuple[RelationKind, tuple[str, ...], str]] = set()
    moves: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.sketch:
            made.append((None, draft))
        elif draft.id or (draft.kind, draft.premises, draft.target) not in seen:
            relation = _relation(draft, draft.id or names.fresh_relation())
            seen.add((draft.kind, draft.premises, draft.target))
            if len(draft.premises) == 1:
                moves.setdefault(draft.premises[0], []).append(relation.id)
            made.append((relation, draft))
    found: list[tuple[Relation, int]] = []
    for made_relation, draft in made:
        undercuts = [made_relation] if made_relation else _undercuts(draft, moves, names, collector)
        found += [(item, draft.line) for item in undercuts]
    return found


def _undercuts(
    draft: Draft, moves: dict[str, list[str]], names: Names, collector: Collector
) -> Iterator[Relation]:
    struck = moves.get(draft.sketch, [])
    if not struck:
        message = _(
            "What is undercut here argues for nothing, so there is no step to cut; read as an attack on it."
        )
        collector.note(at_line(draft.line), message)
        yield _relation(replace(draft, kind=RelationKind.ATTACK), draft.id or names.fresh_relation())
    for number, target in enumerate(struck):
        name = draft.id if number == 0 and draft.id else names.fresh_relation()
        yield _relation(replace(draft, target=target), name)


def _relation(draft: Draft, name: str) -> Relation:
    return Relation(name, draft.kind, draft.premises, draft.target, **draft.more)
