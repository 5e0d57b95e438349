import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput
from factcheck.reporting.rating_scale import (
    LEGEND,
    PRINT_COLORS,
    SHAPES,
    STEP_TONES,
    Tone,
    describe_step,
    draw_shape,
    get_tone,
)
from factcheck.reporting.report import ReportRating
from tests.reporting import samples


def test_the_default_scale_uses_every_tone_once():
    assert tuple(map(get_tone, samples.SCALE)) == STEP_TONES


@pytest.mark.parametrize(
    ("best", "tones"),
    [
        (1, [Tone.MIDDLE]),
        (2, [Tone.LOWEST, Tone.HIGHEST]),
        (3, [Tone.LOWEST, Tone.MIDDLE, Tone.HIGHEST]),
        (4, [Tone.LOWEST, Tone.LOW, Tone.HIGH, Tone.HIGHEST]),
    ],
)
def test_a_scale_of_any_length_uses_both_ends(best, tones):
    assert [get_tone(ReportRating("x", "X", step, best)) for step in range(1, best + 1)] == tones


@given(st.integers(2, 12).flatmap(lambda best: st.tuples(st.integers(1, best - 1), st.just(best))))
def test_a_higher_step_never_has_a_lower_tone(step_and_best):
    step, best = step_and_best
    lower, higher = (get_tone(ReportRating("x", "X", value, best)) for value in (step, step + 1))
    assert STEP_TONES.index(lower) <= STEP_TONES.index(higher)


def test_a_rating_without_a_step_is_neutral():
    assert (get_tone(samples.UNPROVEN), describe_step(samples.UNPROVEN)) == (Tone.OFF, "off the scale")


def test_a_step_is_described_in_words():
    assert describe_step(samples.MOSTLY_FALSE) == "step 2 of 5"


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_step_outside_its_scale_is_refused(value):
    with pytest.raises(InvalidInput, match="scale from 1 to 5"):
        samples.rating(value=value)


def test_every_tone_has_its_shape_print_colour_and_legend():
    assert set(SHAPES) == set(PRINT_COLORS) == set(LEGEND) == set(Tone)
    assert len(set(SHAPES.values())) == len(Tone)


@pytest.mark.parametrize("of", list(Tone))
def test_a_shape_is_well_formed_svg(of):
    assert ET.fromstring(draw_shape(of)).get("color") == PRINT_COLORS[of]
