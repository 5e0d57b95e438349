"""What a drawing must not do, for tests: boxes that overlap, lines that run through boxes."""

from collections.abc import Iterator
from itertools import combinations

from factcheck.argument.layout.geometry import evaluate_bezier
from factcheck.argument.layout.layout_types import CardBox, MapLayout, Point, RelationLine


def overlaps(plan: MapLayout) -> list[tuple[str, str]]:
    return [
        (one.statement, other.statement)
        for one, other in combinations(plan.boxes, 2)
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


def pierced(plan: MapLayout, slack: float = 2.0) -> list[tuple[str, str]]:
    """Lines and the boxes that they run through, by more than `slack` pixels."""
    return [
        (line.relation, box.statement)
        for line in plan.lines
        for box in plan.boxes
        if any(_inside(point, box, slack) for point in walked(line))
    ]


def walked(line: RelationLine, steps: int = 12) -> Iterator[Point]:
    for start in range(0, len(line.points) - 1, 3):
        piece = line.points[start : start + 4]
        yield from (evaluate_bezier(*piece, step / steps) for step in range(steps + 1))


def _inside(point: Point, box: CardBox, slack: float) -> bool:
    x, y = point
    return box.x + slack < x < box.x + box.width - slack and box.y + slack < y < box.y + box.height - slack
