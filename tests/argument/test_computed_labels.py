from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.computed_labels import ComputedLabel, label_for, to_default_thresholds
from factcheck.argument.semantics import SEMANTICS

SHARES = st.floats(0, 1)
ENERGY = to_default_thresholds("quadratic_energy")
ALL = st.sampled_from([to_default_thresholds(slug) for slug in SEMANTICS])


@pytest.mark.parametrize(
    ("strength", "support", "attack", "label"),
    [
        (0.5, 0.0, 0.0, ComputedLabel.NOT_ENOUGH),
        (0.55, 0.34, 0.1, ComputedLabel.NOT_ENOUGH),
        (0.52, 0.8, 0.7, ComputedLabel.CONFLICTING),
        (0.5, 0.4, 0.4, ComputedLabel.CONFLICTING),
        (0.71, 0.9, 0.5, ComputedLabel.SUPPORTED),
        (0.65, 0.6, 0.0, ComputedLabel.SUPPORTED),
        (0.64, 0.6, 0.0, ComputedLabel.LEANS_SUPPORTED),
        (0.36, 0.0, 0.6, ComputedLabel.LEANS_REFUTED),
        (0.35, 0.0, 0.6, ComputedLabel.REFUTED),
        (0.1, 0.5, 0.99, ComputedLabel.REFUTED),
    ],
)
def test_a_label_follows_from_strength_and_both_sides(strength, support, attack, label):
    assert label_for(strength, support, attack, ENERGY) is label


def test_the_thresholds_of_the_desk_are_used():
    assert label_for(0.7, 0.6, 0.0, replace(ENERGY, supported=0.9)) is ComputedLabel.LEANS_SUPPORTED
    assert label_for(0.7, 0.6, 0.0, replace(ENERGY, enough=0.8)) is ComputedLabel.NOT_ENOUGH


@pytest.mark.parametrize(
    ("parts", "label"),
    [
        ([0.9, 0.1], ComputedLabel.PARTLY),
        ([0.9, 0.1, 0.5], ComputedLabel.PARTLY),
        ([0.9, 0.45], ComputedLabel.NOT_ENOUGH),
        ([0.5, 0.1], ComputedLabel.REFUTED),
        ([0.1, 0.1], ComputedLabel.REFUTED),
    ],
)
def test_a_compound_of_supported_and_refuted_parts_is_partly(parts, label):
    departure = 2 * min(parts) - 1
    attack = -min(departure, 0)
    assert label_for(0.5 + departure / 2, 0, attack, to_default_thresholds("tiers"), parts) is label


@given(strength=SHARES, support=SHARES, attack=SHARES, thresholds=ALL)
def test_every_strength_has_a_label(strength, support, attack, thresholds):
    assert label_for(strength, support, attack, thresholds).label


@given(away=st.floats(-0.009, 0.009), support=SHARES, attack=SHARES, thresholds=ALL)
def test_a_claim_in_the_middle_has_no_direction(away, support, attack, thresholds):
    label = label_for(0.5 + away, support, attack, thresholds)
    assert label in (ComputedLabel.NOT_ENOUGH, ComputedLabel.CONFLICTING)


@given(support=SHARES, attack=SHARES, strength=st.floats(0, 0.5, exclude_max=True), thresholds=ALL)
def test_a_claim_below_one_half_is_never_called_supported(strength, support, attack, thresholds):
    label = label_for(strength, support, attack, thresholds)
    assert label not in (ComputedLabel.SUPPORTED, ComputedLabel.LEANS_SUPPORTED)
