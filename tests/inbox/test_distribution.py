"""The strategies that assign claims to members."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import UnknownChoice
from factcheck.inbox.distribution import (
    STRATEGIES,
    DistributionState,
    get_strategy,
    least_loaded,
    round_robin,
)


@pytest.mark.parametrize(
    ("last", "assignees"),
    [
        (None, {10: 1, 11: 2, 12: 3, 13: 1}),
        (1, {10: 2, 11: 3, 12: 1, 13: 2}),
        (3, {10: 1, 11: 2, 12: 3, 13: 1}),
        (99, {10: 1, 11: 2, 12: 3, 13: 1}),
    ],
)
def test_round_robin_continues_after_the_last_assignee(last: int | None, assignees: dict[int, int]) -> None:
    assert round_robin(DistributionState([10, 11, 12, 13], [1, 2, 3], last=last)) == assignees


@pytest.mark.parametrize(
    ("loads", "assignees"),
    [
        ({}, {10: 1, 11: 2, 12: 1}),
        ({1: 5}, {10: 2, 11: 2, 12: 2}),
        ({1: 1, 2: 0}, {10: 2, 11: 1, 12: 2}),
        ({3: 9}, {10: 1, 11: 2, 12: 1}),
    ],
)
def test_least_loaded_assigns_to_the_member_with_the_fewest_claims(
    loads: dict[int, int], assignees: dict[int, int]
) -> None:
    assert least_loaded(DistributionState([10, 11, 12], [1, 2], loads)) == assignees


states = st.builds(
    DistributionState,
    claims=st.lists(st.integers(), unique=True, max_size=20),
    members=st.lists(st.integers(1, 9), unique=True, max_size=6),
    loads=st.dictionaries(st.integers(1, 9), st.integers(0, 30)),
    last=st.none() | st.integers(1, 9),
)


@given(states, st.sampled_from(sorted(STRATEGIES)))
def test_every_claim_is_assigned_if_there_are_members(state: DistributionState, slug: str) -> None:
    assignees = get_strategy(slug).decide(state)
    assert list(assignees) == (list(state.claims) if state.members else [])
    assert set(assignees.values()) <= set(state.members)


@given(states)
def test_round_robin_differs_by_at_most_one_claim(state: DistributionState) -> None:
    counter = Counter(round_robin(state).values())
    counts = [counter[member] for member in state.members] or [0]
    assert max(counts) - min(counts) <= 1


def test_unknown_strategy_lists_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="by-load, in-turn"):
        get_strategy("by-lot")
