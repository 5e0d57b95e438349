"""Conversion of arrows and structures to relations, in the order of the file.

An arrow from a structured argument starts at its conclusion, and an arrow to it ends at its last inference. An undercut
of a sketch (an argument without a structure) becomes an undercut of each relation from the sketch.
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
    """A relation before ids are assigned.

    `sketch` is the statement whose relations it undercuts.
    """

    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    line: int
    id: str = ""
    sketch: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class RelationResolver:
    """Drafts relations.

    The symbol table must be complete, with an id for each symbol. In `strict` mode an attack between statements is a
    contradiction, so it goes in both directions.
    """

    def __init__(self, symbols: SymbolTable, collector: GraphCollector, *, strict: bool = False) -> None:
        self.strict = strict
        self.symbols = symbols
        self.collector = collector
        self.steps: dict[str, list[InferenceStep]] = {}
        self.step_ids: dict[ArgdownNode, str] = {}

    def add_structure(self, symbol: Symbol, steps: list[InferenceStep]) -> None:
        """Add the inferences of a structured argument.

        The last one gets the id of the argument.
        """
        self.steps[symbol.id] = steps
        for number, step in enumerate(steps[:-1], start=1):
            self.step_ids[step.inference] = self.symbols.create_step_id(symbol.id, number)
        self.step_ids[steps[-1].inference] = symbol.id

    def draft_structure(self, symbol: Symbol) -> Iterator[RelationDraft]:
        """Yield a relation for each inference of a structured argument."""
        for step in self.steps[symbol.id]:
            name = self.step_ids[step.inference]
            ends = tuple(self.symbols.get(node).id for node in step.premises)
            last = name == symbol.id
            fields = self._decode_fields(symbol) if last else {}
            rule = to_plain_text(step.inference.raw or "")
            block = {
                "description": symbol.raw if last else "",
                "inference": step.inference.data,
                "data": symbol.data if last else {},
                "group": symbol.group,
            }
            kind = fields.pop("kind", RelationKind.SUPPORT)
            more = {
                "scheme": rule,
                **fields,
                "extra": add_block(fields.get("extra", {}), BLOCK_NAME, drop_empty(block)),
            }
            yield RelationDraft(
                kind, ends, self.symbols.get(step.conclusion).id, step.inference.line, name, more=more
            )

    def draft_arrows(self, node: ArgdownNode) -> Iterator[RelationDraft]:
        """Yield the relations of the arrows below a node."""
        if node.form is NodeForm.INFERENCE and node.arrows and node not in self.step_ids:
            self.collector.note(
                format_position(node.line),
                _("This inference has no conclusion; its arrows were not imported."),
            )
            return
        own = get_block(node.data, BLOCK)
        name = str(own.get("relation", "")) if not is_marked(own) else ""
        arrows = node.arrows
        if is_marked(own) and not self.symbols.get(node).structure:
            premises = [pair for pair in arrows if pair[0] in ("<+", "+")]
            outward = next((pair for pair in arrows if pair[0].endswith(">")), None)
            if outward:
                yield self._draft_marked(node, [child for _, child in premises], *outward)
                arrows = [pair for pair in arrows if pair not in premises and pair != outward]
        for arrow, child in arrows:
            away = arrow.endswith(">") or arrow == "><"
            if arrow == "><" or (not name and self._is_contradiction(arrow, node, child)):
                yield from self._draft_arrow("-", *((child, node) if away else (node, child)), "")
            if away:
                yield from self._draft_arrow(arrow.strip("<>") or "-", node, child, name)
            else:
                yield from self._draft_arrow(arrow[-1], child, node, name)
            name = ""

    def _draft_marked(
        self, node: ArgdownNode, premises: list[ArgdownNode], arrow: str, child: ArgdownNode
    ) -> RelationDraft:
        """Return the relation of an argument that our writer marked.

        The supporters of the argument are the premises.
        """
        symbol = self.symbols.get(node)
        fields = self._decode_fields(symbol)
        kind = fields.pop("kind", _KIND[arrow[0]])
        ends = tuple(self.symbols.get(premise).id for premise in premises)
        block = {"description": symbol.raw, "data": symbol.data, "group": symbol.group}
        more = {**fields, "extra": add_block(fields.get("extra", {}), BLOCK_NAME, drop_empty(block))}
        return RelationDraft(kind, ends, self._find_target(child)[0], node.line, symbol.id, more=more)

    def _draft_arrow(
        self, sign: str, source: ArgdownNode, target: ArgdownNode, name: str
    ) -> Iterator[RelationDraft]:
        line = max(source.line, target.line)
        premise = self._find_premise(source)
        target_id, on_relation = self._find_target(target)
        if premise is None:
            message = _("An arrow cannot start at an inference; it was not imported.")
            self.collector.note(format_position(line), message)
        elif premise != target_id or not self._is_structured(source):
            kind = _KIND[sign]
            if on_relation and kind is RelationKind.ATTACK:
                kind = RelationKind.UNDERCUT
            sketch = target_id if kind is RelationKind.UNDERCUT and not on_relation else ""
            yield RelationDraft(kind, (premise,), target_id, line, name, sketch)

    def _is_contradiction(self, arrow: str, node: ArgdownNode, child: ArgdownNode) -> bool:
        statements = node.form is child.form is NodeForm.STATEMENT
        return self.strict and statements and arrow in ("-", "<-", "->")

    def _find_premise(self, node: ArgdownNode) -> str | None:
        if node.form is NodeForm.INFERENCE:
            return None
        symbol = self.symbols.get(node)
        if symbol.structure:
            return self.symbols.get(self.steps[symbol.id][-1].conclusion).id
        return None if symbol.is_relation else symbol.id

    def _is_structured(self, node: ArgdownNode) -> bool:
        return self.symbols.get(node).structure is not None

    def _find_target(self, node: ArgdownNode) -> tuple[str, bool]:
        """Return the target of an arrow to this node, and whether it is a relation."""
        if node.form is NodeForm.INFERENCE:
            return self.step_ids[node], True
        symbol = self.symbols.get(node)
        return symbol.id, symbol.is_relation

    def _decode_fields(self, symbol: Symbol) -> dict[str, Any]:
        fields = decode_fields(
            symbol.own,
            {"relation": str, **RELATION_FIELDS},
            self.collector,
            _("line %(line)s, data") % {"line": symbol.line},
        )
        fields.pop("relation", None)
        return fields


def build_relations(
    drafts: list[RelationDraft], symbols: SymbolTable, collector: GraphCollector
) -> list[tuple[Relation, int]]:
    """Return the relations of the drafts with ids and without duplicates.

    Undercuts of sketches are expanded.
    """
    made: list[tuple[Relation | None, RelationDraft]] = []
    seen: set[tuple[RelationKind, tuple[str, ...], str]] = set()
    relations_from: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.sketch:
            made.append((None, draft))
        elif draft.id or (draft.kind, draft.premises, draft.target) not in seen:
            relation = _to_relation(draft, draft.id or symbols.create_relation_id())
            seen.add((draft.kind, draft.premises, draft.target))
            if len(draft.premises) == 1:
                relations_from.setdefault(draft.premises[0], []).append(relation.id)
            made.append((relation, draft))
    result: list[tuple[Relation, int]] = []
    # Undercuts of sketches are expanded in a second pass, because a later line can add a relation from the sketch.
    for item, draft in made:
        expanded = [item] if item else _expand_undercut(draft, relations_from, symbols, collector)
        result += [(relation, draft.line) for relation in expanded]
    return result


def _expand_undercut(
    draft: RelationDraft,
    relations_from: dict[str, list[str]],
    symbols: SymbolTable,
    collector: GraphCollector,
) -> Iterator[Relation]:
    undercut_ids = relations_from.get(draft.sketch, [])
    if not undercut_ids:
        message = _(
            "The undercut argument has no relation that could be undercut; imported as an attack on the argument."
        )
        collector.note(format_position(draft.line), message)
        yield _to_relation(replace(draft, kind=RelationKind.ATTACK), draft.id or symbols.create_relation_id())
    for number, target in enumerate(undercut_ids):
        name = draft.id if number == 0 and draft.id else symbols.create_relation_id()
        yield _to_relation(replace(draft, target=target), name)


def _to_relation(draft: RelationDraft, name: str) -> Relation:
    return Relation(name, draft.kind, draft.premises, draft.target, **draft.more)
