from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.layout.geometry import (
    HEAD_LENGTH,
    compute_arrowhead,
    compute_sign_position,
    evaluate_bezier,
    point_towards,
    split_bezier,
)

COORDINATES = st.integers(-500, 500).map(float)
POINTS = st.tuples(COORDINATES, COORDINATES)


def test_a_bezier_curve_begins_and_ends_at_its_ends():
    corners = ((0.0, 0.0), (1.0, 3.0), (2.0, -3.0), (3.0, 0.0))
    assert evaluate_bezier(*corners, 0) == corners[0]
    assert evaluate_bezier(*corners, 1) == corners[3]
    assert evaluate_bezier(*corners, 0.5) == pytest.approx((1.5, 0.0))


def test_a_point_towards_another_is_at_the_given_distance():
    assert point_towards((0, 0), (3, 4), 10) == pytest.approx((6, 8))


def test_an_arrowhead_has_the_direction_of_the_end_of_its_line():
    tip, one, other = compute_arrowhead(((0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)))
    assert tip == (30.0, 0.0)
    assert (one[0], other[0]) == (pytest.approx(30 - HEAD_LENGTH), pytest.approx(30 - HEAD_LENGTH))
    assert one[1] == pytest.approx(-other[1])


@given(points=st.tuples(POINTS, POINTS, POINTS, POINTS))
def test_an_arrowhead_has_the_same_size_on_every_line(points):
    tip, one, other = compute_arrowhead(points)
    assert dist(tip, one) == pytest.approx(dist(tip, other), rel=1e-6)
    assert HEAD_LENGTH <= dist(tip, one) <= HEAD_LENGTH + 2


def test_a_sign_is_near_the_premise_and_clear_of_its_card():
    level = compute_sign_position(((100.0, 0.0), (75.0, 0.0), (50.0, 0.0), (25.0, 0.0)))
    steep = compute_sign_position(((100.0, 0.0), (98.0, 30.0), (80.0, 60.0), (60.0, 90.0)))
    assert 100 - level[0] == pytest.approx(17, abs=2)
    assert 100 - steep[0] >= 12


@given(points=st.tuples(POINTS, POINTS, POINTS, POINTS))
def test_the_parts_of_a_curve_are_short_and_together_the_curve(points):
    parts = split_bezier(points, 200)
    assert (parts[0][0], parts[-1][-1]) == (points[0], points[-1])
    assert all(one[-1] == other[0] for one, other in pairwise(parts))
    assert all(sum(dist(*ends) for ends in pairwise(part)) <= 200 for part in parts)
    middle = evaluate_bezier(*points, 0.5)
    assert len(parts) == 1 or any(dist(part[0], middle) < 0.001 for part in parts)
