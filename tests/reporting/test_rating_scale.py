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
def test_a_scale_of_any_length_runs_from_end_to_end(best, tones):
    assert [get_tone(ReportRating("x", "X", step, best)) for step in range(1, best + 1)] == tones


@given(st.integers(2, 12).flatmap(lambda best: st.tuples(st.integers(1, best - 1), st.just(best))))
def test_a_truer_step_never_looks_less_true(step_and_best):
    step, best = step_and_best
    lower, higher = (get_tone(ReportRating("x", "X", value, best)) for value in (step, step + 1))
    assert STEP_TONES.index(lower) <= STEP_TONES.index(higher)


def test_a_label_off_the_axis_is_neutral():
    assert (get_tone(samples.UNPROVEN), describe_step(samples.UNPROVEN)) == (Tone.OFF, "off the scale")


def test_the_place_is_said_in_words():
    assert describe_step(samples.MOSTLY_FALSE) == "step 2 of 5"


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_step_outside_its_scale_is_refused(value):
    with pytest.raises(InvalidInput, match="scale from 1 to 5"):
        samples.rating(value=value)


def test_every_tone_has_a_shape_of_its_own_a_print_colour_and_a_legend():
    assert set(SHAPES) == set(PRINT_COLORS) == set(LEGEND) == set(Tone)
    assert len(set(SHAPES.values())) == len(Tone)


@pytest.mark.parametrize("of", list(Tone))
def test_a_sign_is_a_well_formed_picture(of):
    assert ET.fromstring(draw_shape(of)).get("color") == PRINT_COLORS[of]
