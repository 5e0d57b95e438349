import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.history.text_diff import DiffSegment, compare


def test_words_that_came_and_went_are_told_apart() -> None:
    assert compare("It cost 4 million.", "It cost 3 million.") == (
        DiffSegment("It cost "),
        DiffSegment("4", "removed"),
        DiffSegment("3", "added"),
        DiffSegment(" million."),
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds"), [("", "", []), ("", "a", ["added"]), ("a", "", ["removed"])]
)
def test_nothing_is_compared_with_something(before: str, after: str, kinds: list[str]) -> None:
    assert [piece.kind for piece in compare(before, after)] == kinds


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_both_texts_can_be_read_off_the_pieces(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_texts_too_long_to_compare_are_told_whole() -> None:
    before, after = "a " * 3000, "b " * 3000
    assert compare(before, after) == (DiffSegment(before, "removed"), DiffSegment(after, "added"))
