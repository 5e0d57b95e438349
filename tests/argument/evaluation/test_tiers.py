"""Properties of the tiers semantics."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.argument.evaluation.tiers import combine_tiers, compute_balance, compute_shares, tiers

WEIGHTS = st.floats(0, 1)
SIDES = st.lists(WEIGHTS, max_size=8)
CLOSE = 1e-9


def balance_by_definition(supports, attacks):
    """The formulas of the module, one pair at a time."""
    one, other = (
        list(zip(side, compute_shares(side), strict=True))
        for side in (sorted(supports, reverse=True), sorted(attacks, reverse=True))
    )
    return _open_sum(one, other) - _open_sum(other, one)


def _open_sum(own, opposing):
    total = 0.0
    for weight, share in own:
        taken = sum(part * min(max((above - weight - 0.1) / 0.1, 0), 1) for above, part in opposing)
        total += share * (1 - taken)
    return total


@given(supports=SIDES, attacks=SIDES)
def test_the_balance_follows_the_definition(supports, attacks):
    assert compute_balance(supports, attacks) == pytest.approx(
        balance_by_definition(supports, attacks), abs=CLOSE
    )


@given(supports=SIDES, attacks=SIDES, base=WEIGHTS)
def test_a_strength_is_bounded(supports, attacks, base):
    assert -CLOSE <= tiers(base, supports, attacks) <= 1 + CLOSE


@given(supports=SIDES, attacks=SIDES, more=WEIGHTS)
@example(supports=[0.8], attacks=[0.5], more=0.8)
def test_one_more_support_never_lowers_a_claim(supports, attacks, more):
    assert compute_balance([*supports, more], attacks) >= compute_balance(supports, attacks) - CLOSE


@given(rest=SIDES, attacks=SIDES, weak=WEIGHTS, strong=WEIGHTS)
@settings(max_examples=300)
def test_a_stronger_piece_never_lowers_a_claim(rest, attacks, weak, strong):
    weak, strong = sorted((weak, strong))
    assert compute_balance([*rest, strong], attacks) >= compute_balance([*rest, weak], attacks) - CLOSE


@given(supports=SIDES, attacks=SIDES)
def test_swapping_the_sides_inverts_the_balance(supports, attacks):
    assert compute_balance(supports, attacks) == pytest.approx(-compute_balance(attacks, supports), abs=CLOSE)


@given(supports=SIDES, attacks=SIDES, order=st.randoms(use_true_random=False))
def test_the_order_of_pieces_does_not_matter(supports, attacks, order):
    shuffled = list(supports)
    order.shuffle(shuffled)
    assert compute_balance(shuffled, attacks) == pytest.approx(compute_balance(supports, attacks), abs=CLOSE)


@given(supports=SIDES, attacks=SIDES, weight=st.floats(0, 0.999))
def test_a_small_change_of_a_piece_changes_the_balance_little(supports, attacks, weight):
    before, after = (compute_balance([*supports, w], attacks) for w in (weight, weight + 1e-6))
    assert abs(after - before) < 1e-4


@given(supports=SIDES, attacks=SIDES)
def test_a_piece_of_no_weight_counts_nothing(supports, attacks):
    assert compute_balance([*supports, 0.0], [*attacks, 0.0]) == pytest.approx(
        compute_balance(supports, attacks), abs=CLOSE
    )


@given(weight=st.floats(0, 0.8), count=st.integers(1, 1000))
def test_any_number_of_pieces_stays_below_one_that_is_a_tier_stronger(weight, count):
    assert combine_tiers([weight] * count) <= weight + 0.15 + CLOSE < weight + 0.2


@given(strong=WEIGHTS, weak=st.lists(WEIGHTS, max_size=20))
def test_pieces_a_tier_weaker_move_only_what_the_stronger_leaves_open(strong, weak):
    weak = [min(weight, max(strong - 0.2, 0)) for weight in weak]
    if strong >= 0.2:
        assert compute_balance([strong], weak) >= strong - (1 - strong) - CLOSE


def test_ten_weak_posts_do_not_reach_one_news_report():
    assert combine_tiers([0.2] * 10) < 0.35 < combine_tiers([0.5])


def test_one_piece_weighs_its_strength():
    assert combine_tiers([0.6]) == 0.6
    assert tiers(0.5, [], [0.6]) == pytest.approx(0.2)


def test_independent_pieces_of_one_tier_add_up_with_diminishing_returns():
    sums = [combine_tiers([0.6] * count) for count in range(5)]
    steps = [after - before for before, after in pairwise(sums)]
    assert all(step > 0 for step in steps)
    assert steps == sorted(steps, reverse=True)
