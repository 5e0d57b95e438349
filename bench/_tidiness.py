"""Quality of a map layout: crossing lines, lines through boxes, overlapping boxes; counted on a grid."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from factcheck.argument.layout.geometry import evaluate_bezier
from factcheck.argument.layout.layout_types import CardBox, MapLayout, Point, RelationLine

CELL = 64.0
STEPS = 6
SLACK = 2.0
MAX_COUNTED = 3000

Segment = tuple[int, Point, Point]
Grid = dict[tuple[int, int], list[Any]]


def tidiness(plan: MapLayout) -> dict[str, int]:
    """Count pairs of lines that cross without sharing an end, lines through boxes, and pairs of overlapping boxes.

    Returns nothing for a map so large that counting would take minutes.
    """
    if len(plan.boxes) > MAX_COUNTED:
        return {}
    boxes = _grid((box, box.x, box.y, box.x + box.width, box.y + box.height) for box in plan.boxes)
    segments = list(_segments(plan))
    lines = _grid((part, *_around(part[1], part[2])) for part in segments)
    ends = [_ends(line) for line in plan.lines]
    return {
        "crossings": len({pair for cell in lines.values() for pair in _crossings(cell, ends)}),
        "lines_through_boxes": len({number for number, at, _ in segments if _pierces(at, boxes)}),
        "overlaps": len({pair for cell in boxes.values() for pair in _overlaps(cell)}),
    }


def _grid(things: Iterator[tuple[Any, float, float, float, float]]) -> Grid:
    grid: Grid = defaultdict(list)
    for thing, left, top, right, bottom in things:
        for column in range(int(left // CELL), int(right // CELL) + 1):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                grid[column, row].append(thing)
    return grid


def _segments(plan: MapLayout) -> Iterator[Segment]:
    for number, line in enumerate(plan.lines):
        for start in range(0, len(line.points) - 1, 3):
            points = [
                evaluate_bezier(*line.points[start : start + 4], step / STEPS) for step in range(STEPS + 1)
            ]
            yield from ((number, one, other) for one, other in pairwise(points))


def _around(one: Point, other: Point) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _ends(line: RelationLine) -> set[tuple[int, int]]:
    """Return the ends of a line on a coarse grid: lines that share an end are meant to meet."""
    return {(round(x / 24), round(y / 24)) for x, y in (line.points[0], line.points[-1])}


def _crossings(cell: list[Segment], ends: list[set[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    for (one, *first), (other, *second) in combinations(cell, 2):
        if one != other and not ends[one] & ends[other] and _cross(*first, *second):
            yield min(one, other), max(one, other)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _pierces(at: Point, boxes: Grid) -> bool:
    x, y = at
    return any(
        box.x + SLACK < x < box.x + box.width - SLACK and box.y + SLACK < y < box.y + box.height - SLACK
        for box in boxes.get((int(x // CELL), int(y // CELL)), ())
    )


def _overlaps(cell: list[CardBox]) -> Iterator[tuple[CardBox, CardBox]]:
    for one, other in combinations(cell, 2):
        across = one.x < other.x + other.width and other.x < one.x + one.width
        if across and one.y < other.y + other.height and other.y < one.y + one.height:
            yield one, other
