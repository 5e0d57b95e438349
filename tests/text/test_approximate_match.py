import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.approximate_match import ApproximateMatch, find_approximate

LETTERS = st.text("abc", max_size=14)


def distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        above, row = row, [at]
        for place, other in enumerate(right, 1):
            row.append(min(above[place - 1] + (letter != other), above[place] + 1, row[-1] + 1))
    return row[-1]


@pytest.mark.parametrize(
    ("text", "pattern", "most", "expected"),
    [
        ("the quick fox", "quick", 0, [ApproximateMatch(4, 9, 0)]),
        ("the quack fox", "quick", 1, [ApproximateMatch(4, 9, 1)]),
        ("the quck fox", "quick", 1, [ApproximateMatch(4, 8, 1)]),
        ("the quiick fox", "quick", 1, [ApproximateMatch(4, 10, 1)]),
        ("the slow dog", "quick", 1, []),
        ("quick and quack", "quick", 1, [ApproximateMatch(0, 5, 0), ApproximateMatch(10, 15, 1)]),
        ("", "quick", 5, []),
    ],
)
def test_text_with_few_errors_is_found(text, pattern, most, expected):
    assert list(find_approximate(text, pattern, max_errors=most)) == expected


def test_a_pattern_can_be_longer_than_a_machine_word():
    pattern = "abcdefghij" * 40
    text = "xyz" + pattern[:200] + "!" + pattern[200:] + "xyz"
    assert list(find_approximate(text, pattern, max_errors=3)) == [ApproximateMatch(3, 404, 1)]


@given(LETTERS, st.text("abc", min_size=1, max_size=6), st.integers(0, 3))
def test_every_match_has_the_stated_number_of_errors(text, pattern, most):
    for match in find_approximate(text, pattern, max_errors=most):
        assert distance(text[match.start : match.end], pattern) == match.errors <= most


@given(LETTERS, st.text("abc", min_size=1, max_size=5))
def test_the_best_match_of_the_text_is_found(text, pattern):
    pieces = [text[start:end] for end in range(1, len(text) + 1) for start in range(end + 1)]
    best = min((distance(piece, pattern) for piece in pieces), default=None)
    errors = [match.errors for match in find_approximate(text, pattern, max_errors=len(pattern))]
    assert min(errors, default=None) == best
