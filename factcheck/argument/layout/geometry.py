"""Geometry of a relation's line, in pixels.

It gives the position of the sign and the corners of the arrowhead.
"""

from collections.abc import Sequence
from math import dist, hypot

from factcheck.argument.layout.layout_types import Point

SIGN_RADIUS = 8
SIGN_DISTANCE = 17
# A sign is clear of the premise's card if its centre is a radius and a half to the left of the card's edge.
SIGN_CLEARANCE = 12
# Even on a line that stays beside its card, the sign does not move closer to the other end than this fraction.
MAX_SIGN_FRACTION = 0.85
HEAD_LENGTH = 9.0
HEAD_HALF_WIDTH = 4.0


def point_towards(start: Point, end: Point, distance: float) -> Point:
    """Return the point at `distance` from `start` in the direction of `end`."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    fraction = distance / length
    return start[0] + (end[0] - start[0]) * fraction, start[1] + (end[1] - start[1]) * fraction


def compute_arrowhead(points: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    """Return the tip and the two back corners of an arrowhead at the end of a line."""
    tip = points[-1]
    before = next((point for point in reversed(points[:-1]) if point != tip), (tip[0] + 1, tip[1]))
    back = point_towards(tip, before, HEAD_LENGTH)
    aside_x = (back[1] - tip[1]) * HEAD_HALF_WIDTH / HEAD_LENGTH
    aside_y = (tip[0] - back[0]) * HEAD_HALF_WIDTH / HEAD_LENGTH
    return tip, (back[0] + aside_x, back[1] + aside_y), (back[0] - aside_x, back[1] - aside_y)


def compute_sign_position(points: tuple[Point, ...]) -> Point:
    """Return the position of a line's sign.

    It is near the premise, because near the claim all its lines meet.

    The sign keeps clear of the premise's card, also if the line runs vertically along the edge of the card.
    """
    start, second, third, fourth = points[:4]
    length = 3 * hypot(second[0] - start[0], second[1] - start[1]) or 1.0
    # The derivative at the start of a cubic curve is three times the first leg of its control polygon.
    fraction = min(SIGN_DISTANCE / length, 0.5)
    position = evaluate_bezier(start, second, third, fourth, fraction)
    while abs(position[0] - start[0]) < SIGN_CLEARANCE and fraction < MAX_SIGN_FRACTION:
        fraction += 0.15
        position = evaluate_bezier(start, second, third, fourth, fraction)
    return position


def evaluate_bezier(first: Point, second: Point, third: Point, fourth: Point, t: float) -> Point:
    """Return the point at `t`, in 0..1, of a cubic Bezier curve."""
    # Written out, because a large map has thousands of signs: a loop takes four times the time.
    rest = 1 - t
    one, two, three, four = rest * rest * rest, 3 * t * rest * rest, 3 * t * t * rest, t * t * t
    return (
        one * first[0] + two * second[0] + three * third[0] + four * fourth[0],
        one * first[1] + two * second[1] + three * third[1] + four * fourth[1],
    )


def split_bezier(curve: Sequence[Point], max_length: float) -> list[tuple[Point, ...]]:
    """Return the parts of a cubic Bezier curve, halved until each is at most `max_length` long."""
    first, second, third, fourth = curve
    if dist(first, second) + dist(second, third) + dist(third, fourth) <= max_length:
        return [(first, second, third, fourth)]
    # De Casteljau's algorithm: the corners of the halves are centres of centres.
    one, two, three = _get_centre(first, second), _get_centre(second, third), _get_centre(third, fourth)
    left, right = _get_centre(one, two), _get_centre(two, three)
    middle = _get_centre(left, right)
    return [
        *split_bezier((first, one, left, middle), max_length),
        *split_bezier((middle, right, three, fourth), max_length),
    ]


def _get_centre(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
