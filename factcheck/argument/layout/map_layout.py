"""Lays out a map.

Claims are at the left, their supporters and attackers to the right. The components of the map, which no relation
connects, are packed to the proportions of a screen or a page, that of the main claim first.

Sizes come from `node_cards`, positions from `graphviz` and `packing`. `svg_document` and `pdf_png` draw the result.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from factcheck.argument.focus import Focus
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.layout.graphviz import LayoutInput, LayoutOutput, run_layout
from factcheck.argument.layout.layout_types import CardBox, Joint, MapLayout, Point, RelationLine
from factcheck.argument.layout.packing import Size, pack
from factcheck.argument.layout.partition import (
    BRANCH_SIZE,
    MAX_UNCUT_STATEMENTS,
    LayoutComponent,
    partition_graph,
)
from factcheck.argument.map_levels import MapLevels
from factcheck.argument.node_cards import NodeCard

JOINT_SIZE = 18
STUB_HEIGHT = 32
SCREEN_ASPECT = 16 / 10


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


@dataclass(frozen=True, slots=True)
class PlacedComponent:
    """A component after layout. `corner` is the top left one of all its boxes and curves, which have this size."""

    numbered: _NumberedComponent
    output: LayoutOutput
    corner: Point
    size: Size

    @classmethod
    def build(cls, numbered: _NumberedComponent, output: LayoutOutput) -> Self:
        """Measure a component. Curves can extend beyond the boxes on every side."""
        corners, curves = output.corners, output.curves.values()
        xs = [x for x, _ in corners.values()] + [min(curve[::2]) for curve in curves]
        ys = [y for _, y in corners.values()] + [min(curve[1::2]) for curve in curves]
        boxes = list(enumerate(numbered.boxes))
        rights = [corners[index][0] + box[1] for index, box in boxes] + [max(curve[::2]) for curve in curves]
        bottoms = [corners[index][1] + box[2] for index, box in boxes] + [
            max(curve[1::2]) for curve in curves
        ]
        left, top = min(xs), min(ys)
        return cls(numbered, output, (left, top), (max(rights) - left, max(bottoms) - top))

    @property
    def is_single(self) -> bool:
        return len(self.numbered.boxes) == 1 and not self.numbered.edges

    def move_to(
        self, x: float, y: float, boxes: list[CardBox], joints: list[Joint], lines: list[RelationLine]
    ) -> None:
        """Add the elements of this component with its top left corner at (x, y)."""
        numbered, right, down = self.numbered, x - self.corner[0], y - self.corner[1]
        moved = {index: (x + right, y + down) for index, (x, y) in self.output.corners.items()}
        for index, (name, width, height, stub) in enumerate(numbered.boxes):
            boxes.append(CardBox(name, *moved[index], width, height, stub))
        for index, name in enumerate(numbered.joints, start=len(numbered.boxes)):
            joints.append(Joint(name, _get_centre(moved[index])))
        curves = self.output.curves
        for index, line in enumerate(numbered.lines):
            if index in curves:
                # The edges run from the target to the premise, because `dot` ranks from left to right. Lines run back.
                xs = [x + right for x in curves[index][-2::-2]]
                ys = [y + down for y in curves[index][::-2]]
                lines.append(RelationLine(*line, tuple(zip(xs, ys, strict=True))))


def _get_centre(corner: Point) -> Point:
    return corner[0] + JOINT_SIZE / 2, corner[1] + JOINT_SIZE / 2


def lay_out_map(
    graph: Graph,
    cards: Mapping[str, NodeCard],
    *,
    large: int = MAX_UNCUT_STATEMENTS,
    branch: int = BRANCH_SIZE,
    aspect: float = SCREEN_ASPECT,
) -> MapLayout:
    """Return the layout of a map whose statements have these cards, of about the proportions `aspect` if it can.

    A map with more than `large` statements is cut into branches of about `branch` statements.
    """
    components = lay_out_components(graph, cards, large=large, branch=branch)
    return arrange(components, pack([item.size for item in components], aspect))


def lay_out_components(
    graph: Graph,
    cards: Mapping[str, NodeCard],
    *,
    large: int = MAX_UNCUT_STATEMENTS,
    branch: int = BRANCH_SIZE,
) -> list[PlacedComponent]:
    """Return the components of a map, each laid out alone.

    That of the main claim comes first, then the others from high to low, and cards without relations last.
    """
    undercut = frozenset(item.target for item in graph.relations)
    components = _order(graph, partition_graph(graph, large, branch))
    numbered = [_number_component(component, cards, undercut) for component in components]
    related = [item for item in numbered if item.edges or len(item.boxes) > 1]
    outputs = iter(run_layout([item.to_layout_input() for item in related]))
    alone = LayoutOutput({0: (0.0, 0.0)}, {})
    placed = [
        PlacedComponent.build(item, next(outputs) if item.edges or len(item.boxes) > 1 else alone)
        for item in numbered
    ]
    return placed[:1] + sorted(placed[1:], key=lambda item: (item.is_single, -item.size[1]))


def arrange(components: Iterable[PlacedComponent], corners: Iterable[Point]) -> MapLayout:
    """Return components as one layout, each with its top left corner at the one given for it."""
    boxes: list[CardBox] = []
    joints: list[Joint] = []
    lines: list[RelationLine] = []
    width = height = 0.0
    for component, (x, y) in zip(components, corners, strict=True):
        component.move_to(x, y, boxes, joints, lines)
        width, height = max(width, x + component.size[0]), max(height, y + component.size[1])
    return MapLayout(width, height, tuple(boxes), tuple(joints), tuple(lines))


def _order(graph: Graph, components: list[LayoutComponent]) -> list[LayoutComponent]:
    """Return the components, that of the main claim first."""
    if len(components) < 2:
        return components
    main = MapLevels(graph, Focus()).main
    return sorted(components, key=lambda component: main not in component.statements)


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
