"""Faults of a layout: boxes that overlap, lines that run through boxes."""

from collections.abc import Iterator
from itertools import combinations

from factcheck.argument.layout.geometry import evaluate_bezier
from factcheck.argument.layout.layout_types import CardBox, MapLayout, Point, RelationLine


def find_overlaps(layout: MapLayout) -> list[tuple[str, str]]:
    return [
        (first.statement, second.statement)
        for first, second in combinations(layout.boxes, 2)
        if first.x < second.x + second.width
        and second.x < first.x + first.width
        and first.y < second.y + second.height
        and second.y < first.y + first.height
    ]


def find_pierced_boxes(layout: MapLayout, slack: float = 2.0) -> list[tuple[str, str]]:
    """Return lines and the boxes that they run through by more than `slack` pixels."""
    return [
        (line.relation, box.statement)
        for line in layout.lines
        for box in layout.boxes
        if any(_inside(point, box, slack) for point in iter_points(line))
    ]


def iter_points(line: RelationLine, steps: int = 12) -> Iterator[Point]:
    for start in range(0, len(line.points) - 1, 3):
        piece = line.points[start : start + 4]
        yield from (evaluate_bezier(*piece, step / steps) for step in range(steps + 1))


def _inside(point: Point, box: CardBox, slack: float) -> bool:
    x, y = point
    return box.x + slack < x < box.x + box.width - slack and box.y + slack < y < box.y + box.height - slack
