import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.computed_labels import ComputedLabel, Thresholds, label_for

SHARES = st.floats(0, 1)


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
    assert label_for(strength, support, attack) is label


def test_the_thresholds_of_the_desk_are_used():
    assert label_for(0.7, 0.6, 0.0, Thresholds(supported=0.9)) is ComputedLabel.LEANS_SUPPORTED
    assert label_for(0.7, 0.6, 0.0, Thresholds(enough=0.8)) is ComputedLabel.NOT_ENOUGH


@given(strength=SHARES, support=SHARES, attack=SHARES)
def test_every_strength_has_a_label(strength, support, attack):
    assert label_for(strength, support, attack).label


@given(support=SHARES, attack=SHARES, strength=st.floats(0, 0.5, exclude_max=True))
def test_a_claim_below_one_half_is_never_called_supported(strength, support, attack):
    label = label_for(strength, support, attack)
    assert label not in (ComputedLabel.SUPPORTED, ComputedLabel.LEANS_SUPPORTED)
