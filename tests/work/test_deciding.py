from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import UnknownChoice
from factcheck.work.deciding import WAYS, Situation, by_load, get_way, in_turn


@pytest.mark.parametrize(
    ("last", "given"),
    [
        (None, {10: 1, 11: 2, 12: 3, 13: 1}),
        (1, {10: 2, 11: 3, 12: 1, 13: 2}),
        (3, {10: 1, 11: 2, 12: 3, 13: 1}),
        (99, {10: 1, 11: 2, 12: 3, 13: 1}),
    ],
)
def test_in_turn_goes_on_after_the_last(last: int | None, given: dict[int, int]) -> None:
    assert in_turn(Situation([10, 11, 12, 13], [1, 2, 3], last=last)) == given


@pytest.mark.parametrize(
    ("held", "given"),
    [
        ({}, {10: 1, 11: 2, 12: 1}),
        ({1: 5}, {10: 2, 11: 2, 12: 2}),
        ({1: 1, 2: 0}, {10: 2, 11: 1, 12: 2}),
        ({3: 9}, {10: 1, 11: 2, 12: 1}),
    ],
)
def test_by_load_whoever_holds_the_fewest_gets_the_next(held: dict[int, int], given: dict[int, int]) -> None:
    assert by_load(Situation([10, 11, 12], [1, 2], held)) == given


situations = st.builds(
    Situation,
    claims=st.lists(st.integers(), unique=True, max_size=20),
    members=st.lists(st.integers(1, 9), unique=True, max_size=6),
    held=st.dictionaries(st.integers(1, 9), st.integers(0, 30)),
    last=st.none() | st.integers(1, 9),
)


@given(situations, st.sampled_from(sorted(WAYS)))
def test_every_claim_finds_somebody_if_there_is_anybody(now: Situation, way: str) -> None:
    given = get_way(way).decide(now)
    assert list(given) == (list(now.claims) if now.members else [])
    assert set(given.values()) <= set(now.members)


@given(situations)
def test_in_turn_nobody_gets_two_more_than_another(now: Situation) -> None:
    many = Counter(in_turn(now).values())
    counts = [many[member] for member in now.members] or [0]
    assert max(counts) - min(counts) <= 1


def test_an_unknown_way_names_those_there_are() -> None:
    with pytest.raises(UnknownChoice, match="by-load, in-turn"):
        get_way("by-lot")
