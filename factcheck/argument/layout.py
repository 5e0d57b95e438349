"""Lays a map out: claims at the left, what bears on them to the right, sheets one under another.

Sizes come from `cards`, places from `graphviz`; what is drawn there `drawing` and `printing` decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from factcheck.argument.cards import Card
from factcheck.argument.graph import Graph
from factcheck.argument.graphviz import Placed, Sized, place
from factcheck.argument.plan import Box, Joint, Line, Plan, Point
from factcheck.argument.sheets import Sheet, sheets

JOINT_SIZE = 18
STUB_HEIGHT = 32
BETWEEN_SHEETS = 34


def lay_out(graph: Graph, cards: Mapping[str, Card]) -> Plan:
    """The plan of a map whose statements have these cards."""
    cut = frozenset(item.target for item in graph.relations)
    drafts = [_draft(sheet, cards, cut) for sheet in sheets(graph)]
    pieces = [
        _plan(draft, placed)
        for draft, placed in zip(drafts, place([draft.sized for draft in drafts]), strict=True)
    ]
    return _stacked(pieces)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the numbers of a sheet mean: boxes first, then joints; lines for edges, still without points."""

    boxes: list[Box]
    joints: list[str]
    lines: list[Line]
    sized: Sized


def _draft(sheet: Sheet, cards: Mapping[str, Card], cut: frozenset[str]) -> _Draft:
    """Boxes, joints and edges of a sheet. A relation has a joint if it is cut, or has several premises."""
    boxes = [_box(cards[name]) for name in sheet.statements]
    boxes += [replace(_box(cards[name]), height=STUB_HEIGHT, stub=True) for name in sheet.stubs()]
    joints = [item.id for item in sheet.relations if item.id in cut or len(item.premises) > 1]
    number = {box.statement: index for index, box in enumerate(boxes)}
    joint = {name: index for index, name in enumerate(joints, start=len(boxes))}
    lines: list[Line] = []
    edges: list[tuple[int, int]] = []
    for item in sheet.relations:
        target = number[item.target] if item.target in number else joint[item.target]
        if item.id in joint:
            lines.append(Line(item.id, "", True, ()))
            edges.append((target, joint[item.id]))
            target = joint[item.id]
        for premise in dict.fromkeys(item.premises):
            lines.append(Line(item.id, premise, item.id not in joint, ()))
            edges.append((target, number[premise]))
    for about, name in sheet.context:
        lines.append(Line("", name, True, ()))
        edges.append((number[about], number[name]))
    sizes = [(box.width, box.height) for box in boxes] + [(JOINT_SIZE, JOINT_SIZE)] * len(joints)
    return _Draft(boxes, joints, lines, Sized(sizes, edges))


def _box(card: Card) -> Box:
    return Box(card.item.id, 0, 0, card.width, card.height)


def _plan(draft: _Draft, placed: Placed) -> Plan:
    """The sheet by itself, its top left corner at the origin."""
    points = [*placed.corners.values(), *(point for curve in placed.curves.values() for point in curve)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    plan = Plan(
        width=max(placed.corners[index][0] + box.width for index, box in enumerate(draft.boxes)),
        height=max(
            *(placed.corners[index][1] + box.height for index, box in enumerate(draft.boxes)),
            *(y for _, y in points),
        ),
        boxes=tuple(
            replace(box, x=placed.corners[index][0], y=placed.corners[index][1])
            for index, box in enumerate(draft.boxes)
        ),
        joints=tuple(
            Joint(name, _centre(placed.corners[index]))
            for index, name in enumerate(draft.joints, start=len(draft.boxes))
        ),
        lines=tuple(
            replace(line, points=placed.curves[index][::-1])
            for index, line in enumerate(draft.lines)
            if index in placed.curves
        ),
    )
    return _moved(plan, -left, -top)


def _centre(corner: Point) -> Point:
    return corner[0] + JOINT_SIZE / 2, corner[1] + JOINT_SIZE / 2


def _moved(plan: Plan, right: float, down: float) -> Plan:
    return Plan(
        width=plan.width + right,
        height=plan.height + down,
        boxes=tuple([replace(box, x=box.x + right, y=box.y + down) for box in plan.boxes]),
        joints=tuple([Joint(item.relation, (item.at[0] + right, item.at[1] + down)) for item in plan.joints]),
        lines=tuple(
            [
                replace(line, points=tuple([(x + right, y + down) for x, y in line.points]))
                for line in plan.lines
            ]
        ),
    )


def _stacked(pieces: list[Plan]) -> Plan:
    """One plan of all sheets, from top to bottom."""
    top = 0.0
    moved = []
    for piece in pieces:
        moved.append(_moved(piece, 0, top))
        top += piece.height + BETWEEN_SHEETS
    return Plan(
        width=max((piece.width for piece in pieces), default=0.0),
        height=max(top - BETWEEN_SHEETS, 0.0),
        boxes=tuple(box for piece in moved for box in piece.boxes),
        joints=tuple(joint for piece in moved for joint in piece.joints),
        lines=tuple(line for piece in moved for line in piece.lines),
    )
