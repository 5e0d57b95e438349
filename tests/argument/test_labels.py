import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.labels import Suggestion, Thresholds, suggest

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("strength", "support", "attack", "label"),
    [
        (0.5, 0.0, 0.0, Suggestion.NOT_ENOUGH),
        (0.55, 0.34, 0.1, Suggestion.NOT_ENOUGH),
        (0.52, 0.8, 0.7, Suggestion.CONFLICTING),
        (0.5, 0.4, 0.4, Suggestion.CONFLICTING),
        (0.71, 0.9, 0.5, Suggestion.SUPPORTED),
        (0.65, 0.6, 0.0, Suggestion.SUPPORTED),
        (0.64, 0.6, 0.0, Suggestion.LEANS_SUPPORTED),
        (0.36, 0.0, 0.6, Suggestion.LEANS_REFUTED),
        (0.35, 0.0, 0.6, Suggestion.REFUTED),
        (0.1, 0.5, 0.99, Suggestion.REFUTED),
    ],
)
def test_a_label_follows_from_strength_and_both_sides(strength, support, attack, label):
    assert suggest(strength, support, attack) is label


def test_the_thresholds_are_the_desks():
    assert suggest(0.7, 0.6, 0.0, Thresholds(supported=0.9)) is Suggestion.LEANS_SUPPORTED
    assert suggest(0.7, 0.6, 0.0, Thresholds(enough=0.8)) is Suggestion.NOT_ENOUGH


@given(strength=SHARES, support=SHARES, attack=SHARES)
def test_every_strength_has_a_label_with_words(strength, support, attack):
    assert suggest(strength, support, attack).words


@given(support=SHARES, attack=SHARES, strength=st.floats(0, 0.5, exclude_max=True))
def test_a_claim_below_one_half_is_never_called_supported(strength, support, attack):
    label = suggest(strength, support, attack)
    assert label not in (Suggestion.SUPPORTED, Suggestion.LEANS_SUPPORTED)
