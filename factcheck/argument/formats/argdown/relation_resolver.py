"""From arrows and structures to relations, in the order of the file.

An arrow from a structured argument starts at its conclusion; one that strikes it strikes its last step. An
undercut of a sketched argument strikes every step that the sketch makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.argument.formats.argdown.escaping import BLOCK_NAME
from factcheck.argument.formats.argdown.inline_markup import to_plain_text
from factcheck.argument.formats.argdown.parser import ArgdownNode, NodeForm
from factcheck.argument.formats.argdown.premise_conclusion import InferenceStep
from factcheck.argument.formats.argdown.symbol_table import Symbol, SymbolTable, is_marked
from factcheck.argument.formats.extra_blocks import add_block, drop_empty, get_block
from factcheck.argument.formats.field_codec import BLOCK, RELATION_FIELDS, decode_fields
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import format_position
from factcheck.argument.graph import Relation
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

_KIND = {"+": RelationKind.SUPPORT, "-": RelationKind.ATTACK, "_": RelationKind.UNDERCUT}


@dataclass(frozen=True)
class RelationDraft:
    """A relation to be. Without an id it gets one; `sketch` is the statement whose steps it undercuts."""

    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    line: int
    id: str = ""
    sketch: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class RelationResolver:
    """Drafts relations; `names` must have met every node and given every id."""

    def __init__(self, names: SymbolTable, collector: GraphCollector) -> None:
        self.names = names
        self.collector = collector
        self.steps: dict[str, list[InferenceStep]] = {}
        self.step_ids: dict[ArgdownNode, str] = {}

    def enter(self, entry: Symbol, steps: list[InferenceStep]) -> None:
        """Name the steps of a structured argument; the last bears the argument's own id."""
        self.steps[entry.id] = steps
        for number, step in enumerate(steps[:-1], start=1):
            self.step_ids[step.inference] = self.names.part_of(entry.id, number)
        self.step_ids[steps[-1].inference] = entry.id

    def structure(self, entry: Symbol) -> Iterator[RelationDraft]:
        for step in self.steps[entry.id]:
            name = self.step_ids[step.inference]
            ends = tuple(self.names.of(node).id for node in step.premises)
            last = name == entry.id
            told = self._told(entry) if last else {}
            rule = to_plain_text(step.inference.raw or "")
            keep = {
                "description": entry.raw if last else "",
                "inference": step.inference.data,
                "data": entry.data if last else {},
                "group": entry.group,
            }
            kind = told.pop("kind", RelationKind.SUPPORT)
            more = {
                "scheme": rule,
                **told,
                "extra": add_block(told.get("extra", {}), BLOCK_NAME, drop_empty(keep)),
            }
            yield RelationDraft(
                kind, ends, self.names.of(step.conclusion).id, step.inference.line, name, more=more
            )

    def arrows(self, node: ArgdownNode) -> Iterator[RelationDraft]:
        """What the arrows on one node say."""
        if node.form is NodeForm.INFERENCE and node.arrows and node not in self.step_ids:
            self.collector.note(
                format_position(node.line), _("This inference concludes nothing; its arrows were not kept.")
            )
            return
        own = get_block(node.data, BLOCK)
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

    def _marked(
        self, node: ArgdownNode, premises: list[ArgdownNode], arrow: str, child: ArgdownNode
    ) -> RelationDraft:
        """A sketch that our writer made of a relation: its supporters are the premises."""
        entry = self.names.of(node)
        told = self._told(entry)
        kind = told.pop("kind", _KIND[arrow[0]])
        ends = tuple(self.names.of(premise).id for premise in premises)
        keep = {"description": entry.raw, "data": entry.data, "group": entry.group}
        more = {**told, "extra": add_block(told.get("extra", {}), BLOCK_NAME, drop_empty(keep))}
        return RelationDraft(kind, ends, self._goal(child)[0], node.line, entry.id, more=more)

    def _arrow(
        self, sign: str, source: ArgdownNode, target: ArgdownNode, name: str
    ) -> Iterator[RelationDraft]:
        line = max(source.line, target.line)
        premise = self._premise(source)
        goal, on_relation = self._goal(target)
        if premise is None:
            message = _("A step of an argument cannot bear on anything by itself; this arrow was not kept.")
            self.collector.note(format_position(line), message)
        elif premise != goal or not self._is_structured(source):
            kind = _KIND[sign]
            if on_relation and kind is RelationKind.ATTACK:
                kind = RelationKind.UNDERCUT
            sketch = goal if kind is RelationKind.UNDERCUT and not on_relation else ""
            yield RelationDraft(kind, (premise,), goal, line, name, sketch)

    def _premise(self, node: ArgdownNode) -> str | None:
        if node.form is NodeForm.INFERENCE:
            return None
        entry = self.names.of(node)
        if entry.structure:
            return self.names.of(self.steps[entry.id][-1].conclusion).id
        return None if entry.is_relation else entry.id

    def _is_structured(self, node: ArgdownNode) -> bool:
        return self.names.of(node).structure is not None

    def _goal(self, node: ArgdownNode) -> tuple[str, bool]:
        """What an arrow onto this node strikes, and whether that is a relation."""
        if node.form is NodeForm.INFERENCE:
            return self.step_ids[node], True
        entry = self.names.of(node)
        return entry.id, entry.is_relation

    def _told(self, entry: Symbol) -> dict[str, Any]:
        told = decode_fields(
            entry.own,
            {"relation": str, **RELATION_FIELDS},
            self.collector,
            _("line %(line)s, data") % {"line": entry.line},
        )
        told.pop("relation", None)
        return told


def build_relations(
    drafts: list[RelationDraft], names: SymbolTable, collector: GraphCollector
) -> list[tuple[Relation, int]]:
    """The relations of the drafts: each one named, none twice, undercuts of sketches spelled out."""
    made: list[tuple[Relation | None, RelationDraft]] = []
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
    draft: RelationDraft, moves: dict[str, list[str]], names: SymbolTable, collector: GraphCollector
) -> Iterator[Relation]:
    struck = moves.get(draft.sketch, [])
    if not struck:
        message = _(
            "What is undercut here argues for nothing, so there is no step to cut; read as an attack on it."
        )
        collector.note(format_position(draft.line), message)
        yield _relation(replace(draft, kind=RelationKind.ATTACK), draft.id or names.fresh_relation())
    for number, target in enumerate(struck):
        name = draft.id if number == 0 and draft.id else names.fresh_relation()
        yield _relation(replace(draft, target=target), name)


def _relation(draft: RelationDraft, name: str) -> Relation:
    return Relation(name, draft.kind, draft.premises, draft.target, **draft.more)
