import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.history.text_diff import DiffSegment, compare


def test_added_and_removed_words_are_separate_segments() -> None:
    assert compare("It cost 4 million.", "It cost 3 million.") == (
        DiffSegment("It cost "),
        DiffSegment("4", "removed"),
        DiffSegment("3", "added"),
        DiffSegment(" million."),
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds"), [("", "", []), ("", "a", ["added"]), ("a", "", ["removed"])]
)
def test_empty_text_is_compared(before: str, after: str, kinds: list[str]) -> None:
    assert [segment.kind for segment in compare(before, after)] == kinds


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_both_texts_can_be_rebuilt_from_the_segments(before: str, after: str) -> None:
    segments = compare(before, after)
    assert "".join(segment.text for segment in segments if segment.kind != "added") == before
    assert "".join(segment.text for segment in segments if segment.kind != "removed") == after


def test_too_long_texts_are_replaced_as_a_whole() -> None:
    before, after = "a " * 3000, "b " * 3000
    assert compare(before, after) == (DiffSegment(before, "removed"), DiffSegment(after, "added"))
