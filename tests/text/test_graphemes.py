import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.graphemes import ceil, floor, is_boundary, trim
from factcheck.text.types import Span

TRICKY = st.text(
    st.sampled_from(
        "ab .\n\r\u0301\u200d👩👨🏽🇩🇪🇫\u1100\u1161\u11a8가\u0915\u094d\u0937\u0e33\u0600\u0e01©️中"
    ),
    max_size=14,
)


def boundaries(text: str) -> set[int]:
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


@given(TRICKY)
def test_local_boundaries_are_those_of_the_whole_text(text):
    assert {at for at in range(len(text) + 1) if is_boundary(text, at)} == boundaries(text)


@given(TRICKY, st.data())
def test_floor_and_ceil_are_the_nearest_boundaries(text, data):
    position = data.draw(st.integers(0, len(text)))
    assert floor(text, position) == max(at for at in boundaries(text) if at <= position)
    assert ceil(text, position) == min(at for at in boundaries(text) if at >= position)


@pytest.mark.parametrize("text", ["👩🏽‍⚕️", "🇩🇪", "क्षि", "e\u0323\u0301", "\r\n", "각"])
def test_one_visible_character_is_not_cut(text):
    assert [at for at in range(len(text) + 1) if is_boundary(text, at)] == [0, len(text)]


def test_trimming_removes_white_space_at_both_ends():
    assert trim(" \n one two\t ", 0, 12) == Span(3, 10)
    assert trim("   ", 0, 3) == Span(3, 3)


def test_trimming_keeps_white_space_with_a_combining_mark():
    text = "a \u0301b"
    assert trim(text, 1, 4) == Span(1, 4)


@given(TRICKY)
def test_trimming_cuts_no_grapheme_cluster_and_removes_only_white_space(text):
    span = trim(text, 0, len(text))
    assert is_boundary(text, span.start)
    assert is_boundary(text, span.end)
    assert not (text[: span.start] + text[span.end :]).strip()
