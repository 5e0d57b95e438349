from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.layout.geometry import evaluate_bezier
from factcheck.argument.layout.layout_types import CardBox, MapLayout
from factcheck.argument.layout.tiles import MIN_OVERLAP, contains, cut_into_tiles

PAGE = (900.0, 700.0)
PLACES = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 5000), st.integers(60, 260), st.integers(30, 260)),
    min_size=1,
    max_size=40,
)


def layout_of(places):
    boxes = tuple(
        CardBox(f"s{number}", float(x), float(y), float(width), float(height))
        for number, (x, y, width, height) in enumerate(places)
    )
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return MapLayout(right, bottom, boxes, (), ())


def bounds(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


@settings(max_examples=80, deadline=None)
@given(places=PLACES)
def test_every_card_is_whole_on_a_tile(places):
    layout = layout_of(places)
    grid = cut_into_tiles(layout, PAGE)
    for box in layout.boxes:
        assert next(grid.find_whole(bounds(box)), None), box


@settings(max_examples=80, deadline=None)
@given(places=PLACES)
def test_tiles_cover_the_map_and_overlap(places):
    layout = layout_of(places)
    grid = cut_into_tiles(layout, PAGE)
    for starts, length, size in ((grid.xs, layout.width, PAGE[0]), (grid.ys, layout.height, PAGE[1])):
        assert starts[0] == 0
        assert starts[-1] + size >= length - 0.01
        assert all(start < other <= start + size - MIN_OVERLAP for start, other in pairwise(starts))


def test_a_tile_begins_before_the_card_that_the_one_before_it_cuts():
    grid = cut_into_tiles(layout_of([(0, 0, 252, 90), (850, 0, 252, 90)]), PAGE)
    assert grid.xs == (0.0, pytest.approx(844))
    assert list(grid.find((850, 0, 1102, 90))) == [(0, 0), (1, 0)]
    assert list(grid.find_whole((850, 0, 1102, 90))) == [(1, 0)]


def test_a_box_larger_than_a_tile_does_not_stop_the_cutting():
    grid = cut_into_tiles(layout_of([(0, 0, 5000, 90)]), PAGE)
    assert grid.xs[-1] + PAGE[0] >= 5000
    assert len(grid.xs) < 25


def test_an_area_contains_itself():
    assert contains((0, 0, 10, 10), (0, 0, 10, 10))
    assert not contains((0, 0, 10, 10), (0, 0, 10, 11))


def test_a_long_curve_is_on_the_tiles_through_which_it_runs_only():
    grid = cut_into_tiles(layout_of([(0, 0, 252, 90), (8000, 6000, 252, 90)]), PAGE)
    tiles = grid.find_curve([(0, 0), (2000, 1500), (6000, 4500), (8000, 6000)])
    assert tiles[0] == (0, 0)
    assert tiles[-1] == (len(grid.xs) - 1, len(grid.ys) - 1)
    assert len(tiles) < len(grid.xs) * len(grid.ys) / 2
    for step in range(101):
        at = evaluate_bezier((0, 0), (2000, 1500), (6000, 4500), (8000, 6000), step / 100)
        assert set(grid.find((*at, *at))) <= set(tiles)
