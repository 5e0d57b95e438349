"""Lays out a map.

Claims are at the left, their supporters and attackers to the right, and components below each other.

Sizes come from `node_cards`, positions from `graphviz`. `svg_document` and `pdf_png` draw the result.
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
COMPONENT_GAP = 34
CARD_GAP = 22
# Single cards fill rows of at least three cards, also on a map without relations.
MIN_ROW_WIDTH = 1000


def lay_out_map(
    graph: Graph,
    cards: Mapping[str, NodeCard],
    *,
    large: int = MAX_UNCUT_STATEMENTS,
    branch: int = BRANCH_SIZE,
) -> MapLayout:
    """Return the layout of a map whose statements have these cards.

    A map with more than `large` statements is cut into branches of about `branch` statements.
    """
    undercut = frozenset(item.target for item in graph.relations)
    components = partition_graph(graph, large, branch)
    inputs = [
        _number_component(component, cards, undercut) for component in components if not component.is_single
    ]
    stack = _Stack()
    for numbered, placed in zip(inputs, run_layout([item.to_layout_input() for item in inputs]), strict=True):
        stack.add(numbered, placed)
    stack.add_single_cards([cards[item.statements[0]] for item in components if item.is_single])
    return stack.to_layout()


@dataclass(slots=True)
class _NumberedComponent:
    """A component with numbers for its nodes.

    The boxes (statement, width, height, is a stub) come first, then the joints.

    A line is a relation, its premise, and whether it ends at the target.
    """

    boxes: Sequence[tuple[str, float, float, bool]]
    joints: Sequence[str]
    lines: list[tuple[str, str, bool]] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)

    def add_line(self, left: int, right: int, relation: str, premise: str, arrives: bool) -> None:
        self.edges.append((left, right))
        self.lines.append((relation, premise, arrives))

    def to_layout_input(self) -> LayoutInput:
        sizes = [(width, height) for _, width, height, _ in self.boxes]
        return LayoutInput(
            sizes + [(JOINT_SIZE, JOINT_SIZE)] * len(self.joints), self.edges, len(self.joints)
        )


def _number_component(
    component: LayoutComponent, cards: Mapping[str, NodeCard], undercut: frozenset[str]
) -> _NumberedComponent:
    """Number the nodes of a component.

    A relation has a joint if it is undercut or has several premises.
    """
    boxes = [
        *((name, cards[name].width, cards[name].height, False) for name in component.statements),
        *((name, cards[name].width, STUB_HEIGHT, True) for name in component.list_stubs()),
    ]
    joints = [item.id for item in component.relations if item.id in undercut or len(item.premises) > 1]
    number = {box[0]: index for index, box in enumerate(boxes)}
    joint = {name: index for index, name in enumerate(joints, start=len(boxes))}
    numbered = _NumberedComponent(boxes, joints)
    for item in component.relations:
        target = number[item.target] if item.target in number else joint[item.target]
        _add_relation(numbered, item, target, joint.get(item.id), number)
    for about, name in component.context:
        numbered.add_line(number[about], number[name], "", name, True)
    return numbered


def _add_relation(
    numbered: _NumberedComponent, item: Relation, target: int, joint: int | None, number: Mapping[str, int]
) -> None:
    if joint is not None:
        numbered.add_line(target, joint, item.id, "", True)
    for premise in dict.fromkeys(item.premises):
        numbered.add_line(
            target if joint is None else joint, number[premise], item.id, premise, joint is None
        )


@dataclass(slots=True)
class _Stack:
    """The components, placed below each other."""

    width: float = 0.0
    height: float = 0.0
    boxes: list[CardBox] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    lines: list[RelationLine] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)

    def add(self, numbered: _NumberedComponent, placed: LayoutOutput) -> None:
        """Add a component below the others, at the left edge.

        Curves can extend beyond the boxes.
        """
        corners, curves = placed.corners, placed.curves
        # The bounding box includes the curves, which can extend to the left of all boxes.
        xs, ys = zip(*corners.values(), *chain.from_iterable(curves.values()), strict=True)
        if self.boxes:
            self.height += COMPONENT_GAP
        self.tops.append(self.height)
        right, down = -min(xs), self.height - min(ys)
        moved = {index: (x + right, y + down) for index, (x, y) in corners.items()}
        for index, (name, width, height, stub) in enumerate(numbered.boxes):
            self.boxes.append(CardBox(name, *moved[index], width, height, stub))
        for index, name in enumerate(numbered.joints, start=len(numbered.boxes)):
            self.joints.append(Joint(name, _get_centre(moved[index])))
        for index, line in enumerate(numbered.lines):
            if index in curves:
                # The edges run from the target to the premise, because `dot` ranks from left to right. Lines run back.
                curve = tuple([(x + right, y + down) for x, y in reversed(curves[index])])
                self.lines.append(RelationLine(*line, curve))
        self._grow(numbered, moved, max(ys) + down)

    def _grow(self, numbered: _NumberedComponent, moved: Mapping[int, Point], lowest: float) -> None:
        sizes = [(*moved[index], box[1], box[2]) for index, box in enumerate(numbered.boxes)]
        self.width = max(self.width, *(x + width for x, _, width, _ in sizes))
        self.height = max(lowest, *(y + height for _, y, _, height in sizes))

    def add_single_cards(self, cards: Sequence[NodeCard]) -> None:
        """Add cards without relations, in rows below all components."""
        row_width = max(self.width, MIN_ROW_WIDTH)
        x, row = 0.0, 0.0
        for card in cards:
            if not x or x + card.width > row_width:
                x, row = 0.0, self.height + (COMPONENT_GAP if self.boxes else 0)
                self.tops.append(row)
            self.boxes.append(CardBox(card.item.id, x, row, card.width, card.height))
            x += card.width
            self.width, self.height = max(self.width, x), max(self.height, row + card.height)
            x += CARD_GAP

    def to_layout(self) -> MapLayout:
        """Return the layout of all components."""
        boxes, joints, lines = tuple(self.boxes), tuple(self.joints), tuple(self.lines)
        return MapLayout(self.width, self.height, boxes, joints, lines, tuple(self.tops))


def _get_centre(corner: Point) -> Point:
    return corner[0] + JOINT_SIZE / 2, corner[1] + JOINT_SIZE / 2
