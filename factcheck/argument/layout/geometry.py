"""Points on a relation's line: where its sign stands and how its arrowhead lies. Plain geometry."""

from math import hypot

from factcheck.argument.layout.layout_types import Point

SIGN_RADIUS = 8
SIGN_DISTANCE = 17
SIGN_CLEARANCE = 12
MAX_SIGN_FRACTION = 0.85
HEAD_LENGTH = 9.0
HEAD_HALF_WIDTH = 4.0


def point_towards(start: Point, end: Point, distance: float) -> Point:
    """The point at `distance` from `start` on the way to `end`."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    share = distance / length
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def compute_arrowhead(points: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    """The tip and the two back corners of a head at the end of a line."""
    tip = points[-1]
    before = next((point for point in reversed(points[:-1]) if point != tip), (tip[0] + 1, tip[1]))
    back = point_towards(tip, before, HEAD_LENGTH)
    aside_x = (back[1] - tip[1]) * HEAD_HALF_WIDTH / HEAD_LENGTH
    aside_y = (tip[0] - back[0]) * HEAD_HALF_WIDTH / HEAD_LENGTH
    return tip, (back[0] + aside_x, back[1] + aside_y), (back[0] - aside_x, back[1] - aside_y)


def compute_sign_position(points: tuple[Point, ...]) -> Point:
    """Where the sign of a line stands: near its premise, where lines that meet at a claim are still apart.

    Clear of the premise's card, also where the line climbs beside the card's edge.
    """
    start, second, third, fourth = points[:4]
    reach = 3 * hypot(second[0] - start[0], second[1] - start[1]) or 1.0
    share = min(SIGN_DISTANCE / reach, 0.5)
    place = evaluate_bezier(start, second, third, fourth, share)
    while abs(place[0] - start[0]) < SIGN_CLEARANCE and share < MAX_SIGN_FRACTION:
        share += 0.15
        place = evaluate_bezier(start, second, third, fourth, share)
    return place


def evaluate_bezier(one: Point, two: Point, three: Point, four: Point, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    corners = (one, two, three, four)
    return (
        sum(weight * point[0] for weight, point in zip(weights, corners, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, corners, strict=True)),
    )
