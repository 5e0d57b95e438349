"""Lays a map out: claims at the left, what bears on them to the right, sheets one under another.

Sizes come from `cards`, places from `graphviz`; what is drawn there `drawing` and `printing` decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from factcheck.argument.graph import Graph, Relation
from factcheck.argument.layout.graphviz import LayoutInput, LayoutOutput, run_layout
from factcheck.argument.layout.layout_types import CardBox, Joint, MapLayout, Point, RelationLine
from factcheck.argument.layout.partition import (
    BRANCH_SIZE,
    MAX_UNCUT_STATEMENTS,
    LayoutComponent,
    partition_graph,
)
from factcheck.argument.node_cards import NodeCard

JOINT_SIZE = 18
STUB_HEIGHT = 32
BETWEEN_SHEETS = 34
BETWEEN_CARDS = 22
LOOSE_WIDTH = 1000


def lay_out_map(
    graph: Graph,
    cards: Mapping[str, NodeCard],
    *,
    large: int = MAX_UNCUT_STATEMENTS,
    branch: int = BRANCH_SIZE,
) -> MapLayout:
    """The plan of a map whose statements have these cards, in branches if it has more than `large` statements."""
    cut = frozenset(item.target for item in graph.relations)
    found = partition_graph(graph, large, branch)
    drafts = [_draft(sheet, cards, cut) for sheet in found if not sheet.is_single]
    stack = _Stack()
    for draft, placed in zip(drafts, run_layout([draft.sized() for draft in drafts]), strict=True):
        stack.add(draft, placed)
    stack.add_loose([cards[sheet.statements[0]] for sheet in found if sheet.is_single])
    return stack.plan()


@dataclass(slots=True)
class _Draft:
    """What the numbers of a sheet mean: boxes come first (statement, width, height, is a stub), then joints; a line
    is a relation, its premise, and whether it arrives at the target."""

    boxes: Sequence[tuple[str, float, float, bool]]
    joints: Sequence[str]
    lines: list[tuple[str, str, bool]] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)

    def join(self, left: int, right: int, relation: str, premise: str, arrives: bool) -> None:
        self.edges.append((left, right))
        self.lines.append((relation, premise, arrives))

    def sized(self) -> LayoutInput:
        sizes = [(width, height) for _, width, height, _ in self.boxes]
        return LayoutInput(
            sizes + [(JOINT_SIZE, JOINT_SIZE)] * len(self.joints), self.edges, len(self.joints)
        )


def _draft(sheet: LayoutComponent, cards: Mapping[str, NodeCard], cut: frozenset[str]) -> _Draft:
    """A relation has a joint if it is cut, or has several premises."""
    boxes = [
        *((name, cards[name].width, cards[name].height, False) for name in sheet.statements),
        *((name, cards[name].width, STUB_HEIGHT, True) for name in sheet.stubs()),
    ]
    joints = [item.id for item in sheet.relations if item.id in cut or len(item.premises) > 1]
    number = {box[0]: index for index, box in enumerate(boxes)}
    joint = {name: index for index, name in enumerate(joints, start=len(boxes))}
    draft = _Draft(boxes, joints)
    for item in sheet.relations:
        target = number[item.target] if item.target in number else joint[item.target]
        _join(draft, item, target, joint.get(item.id), number)
    for about, name in sheet.context:
        draft.join(number[about], number[name], "", name, True)
    return draft


def _join(draft: _Draft, item: Relation, target: int, joint: int | None, number: Mapping[str, int]) -> None:
    if joint is not None:
        draft.join(target, joint, item.id, "", True)
    for premise in dict.fromkeys(item.premises):
        draft.join(target if joint is None else joint, number[premise], item.id, premise, joint is None)


@dataclass(slots=True)
class _Stack:
    """Sheets put one under another."""

    width: float = 0.0
    height: float = 0.0
    boxes: list[CardBox] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    lines: list[RelationLine] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)

    def add(self, draft: _Draft, placed: LayoutOutput) -> None:
        """Put a sheet under those that stand, at the left edge; curves may reach further than boxes."""
        corners, curves = placed.corners, placed.curves
        xs, ys = zip(*corners.values(), *chain.from_iterable(curves.values()), strict=True)
        if self.boxes:
            self.height += BETWEEN_SHEETS
        self.tops.append(self.height)
        right, down = -min(xs), self.height - min(ys)
        moved = {index: (x + right, y + down) for index, (x, y) in corners.items()}
        for index, (name, width, height, stub) in enumerate(draft.boxes):
            self.boxes.append(CardBox(name, *moved[index], width, height, stub))
        for index, name in enumerate(draft.joints, start=len(draft.boxes)):
            self.joints.append(Joint(name, _centre(moved[index])))
        for index, line in enumerate(draft.lines):
            if index in curves:
                curve = tuple([(x + right, y + down) for x, y in reversed(curves[index])])
                self.lines.append(RelationLine(*line, curve))
        self._grow(draft, moved, max(ys) + down)

    def _grow(self, draft: _Draft, moved: Mapping[int, Point], lowest: float) -> None:
        sizes = [(*moved[index], box[1], box[2]) for index, box in enumerate(draft.boxes)]
        self.width = max(self.width, *(x + width for x, _, width, _ in sizes))
        self.height = max(lowest, *(y + height for _, y, _, height in sizes))

    def add_loose(self, cards: Sequence[NodeCard]) -> None:
        """Cards that nothing is tied to, in rows below all else."""
        room = max(self.width, LOOSE_WIDTH)
        x, row = 0.0, 0.0
        for card in cards:
            if not x or x + card.width > room:
                x, row = 0.0, self.height + (BETWEEN_SHEETS if self.boxes else 0)
                self.tops.append(row)
            self.boxes.append(CardBox(card.item.id, x, row, card.width, card.height))
            x += card.width
            self.width, self.height = max(self.width, x), max(self.height, row + card.height)
            x += BETWEEN_CARDS

    def plan(self) -> MapLayout:
        boxes, joints, lines = tuple(self.boxes), tuple(self.joints), tuple(self.lines)
        return MapLayout(self.width, self.height, boxes, joints, lines, tuple(self.tops))


def _centre(corner: Point) -> Point:
    return corner[0] + JOINT_SIZE / 2, corner[1] + JOINT_SIZE / 2
