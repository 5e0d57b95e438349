"""Mentions of members in comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.review.mentions import find_mentions

NAMES = {1: "Anna", 2: "Anna Berg", 3: "Émile O'Neill", 4: "li@desk.example", 5: "Zoë (city)"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("@Anna, look", [1]),
        ("Ask @Anna Berg.", [2]),
        ("@anna berg and @ANNA", [1, 2]),
        ("(@Émile O'Neill)", [3]),
        ("@li@desk.example?", [4]),
        ("@Zoë (city)!", [5]),
        ("Anna", []),
        ("@Annabel", []),
        ("me@Anna.example", []),
        ("@@Anna", []),
        ("@", []),
        ("", []),
    ],
)
def test_a_name_after_an_at_sign_at_the_start_of_a_word_is_a_mention(body: str, found: list[int]) -> None:
    assert find_mentions(body, NAMES) == found


def test_two_members_with_the_same_name_are_both_mentioned() -> None:
    assert find_mentions("@Kim", {7: "Kim", 3: "Kim", 5: "Kimmo"}) == [3, 7]


def test_a_desk_without_names_mentions_nobody() -> None:
    assert find_mentions("@Anna", {}) == find_mentions("@", {1: ""}) == []


@given(st.text(max_size=80), st.dictionaries(st.integers(1, 9), st.text(max_size=8), max_size=5))
def test_any_text_mentions_only_known_members(body: str, names: dict[int, str]) -> None:
    assert set(find_mentions(body, names)) <= set(names)
