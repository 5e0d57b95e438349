from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.argument.layout.packing import GAP, measure_extent, pack, pack_pages

SIZES = st.lists(st.tuples(st.integers(60, 900), st.integers(40, 900)), min_size=1, max_size=40)
COMPONENT_SIZES = st.lists(st.tuples(st.integers(250, 900), st.integers(90, 600)), min_size=15, max_size=60)
ASPECTS = st.sampled_from([1.6, 1.414, 0.707])


def are_apart(sizes, corners):
    placed = list(zip(sizes, corners, strict=True))
    return all(
        x + width + GAP <= other_x
        or other_x + other_width + GAP <= x
        or y + height + GAP <= other_y
        or other_y + other_height + GAP <= y
        for ((width, height), (x, y)), ((other_width, other_height), (other_x, other_y)) in combinations(
            placed, 2
        )
    )


@settings(max_examples=60, deadline=None)
@given(sizes=SIZES, aspect=ASPECTS)
def test_rectangles_keep_a_gap_and_the_first_is_at_the_top_left(sizes, aspect):
    corners = pack(sizes, aspect)
    assert are_apart(sizes, corners)
    assert corners[0] == (0, 0)
    assert min(x for x, _ in corners) == min(y for _, y in corners) == 0


@settings(max_examples=60, deadline=None)
@given(sizes=COMPONENT_SIZES, aspect=ASPECTS)
def test_the_result_has_about_the_proportions_and_wastes_less_than_half(sizes, aspect):
    ordered = sorted(sizes, key=lambda size: -size[1])
    width, height = measure_extent(ordered, pack(ordered, aspect))
    assert aspect / 1.7 < width / height < aspect * 1.7
    assert sum((one + GAP) * (other + GAP) for one, other in sizes) > 0.5 * width * height


@given(sizes=SIZES)
def test_the_same_sizes_are_packed_the_same(sizes):
    assert pack(sizes, 1.6) == pack(list(sizes), 1.6)


def test_one_that_is_wider_than_all_others_sets_the_width():
    assert pack([(5000, 100), (100, 100), (100, 100)], 1.0)[1:] == [(0, 100 + GAP), (100 + GAP, 100 + GAP)]


def test_nothing_is_packed_into_nothing():
    assert pack([], 1.6) == []
    assert measure_extent([], []) == (0.0, 0.0)


@settings(max_examples=60, deadline=None)
@given(sizes=SIZES)
def test_each_is_on_one_page_and_within_it(sizes):
    page = (900, 700)
    pages = pack_pages(sizes, page)
    assert sorted(number for items in pages for number, _ in items) == list(range(len(sizes)))
    for items in pages:
        own = [sizes[number] for number, _ in items]
        corners = [corner for _, corner in items]
        width, height = measure_extent(own, corners)
        assert are_apart(own, corners)
        assert (width <= 900 and height <= 700) or len(items) == 1


def test_small_ones_share_a_page_and_a_large_one_has_its_own():
    pages = pack_pages([(400, 300), (2000, 300), (400, 300)], (900, 700))
    assert [[number for number, _ in items] for items in pages] == [[0, 2], [1]]


@pytest.mark.parametrize("number", [1, 2000])
def test_many_rectangles_of_one_size_fill_the_page(number):
    sizes = [(252, 120)] * number
    width, height = measure_extent(sizes, pack(sizes, 1.6))
    assert number * (252 + GAP) * (120 + GAP) > 0.8 * width * height
