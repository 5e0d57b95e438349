"""The calibration of the score: bins of equal mass, the error over them, what chance alone would show."""

import random

import pytest

from bench import _text_calibration as calibration


def drawn(stretch, many=5000):
    chance = random.Random(7)
    scores = [chance.random() for _ in range(many)]
    return [(score * stretch, chance.random() < score) for score in scores]


def test_bins_have_equal_size_with_the_lowest_first():
    found = calibration.to_bins([(0.9, True), (0.1, False), (0.2, True), (0.8, True)], 2)
    assert found == [(2, pytest.approx(0.15), 0.5), (2, pytest.approx(0.85), 1.0)]


def test_fewer_pairs_than_bins_leave_no_empty_bin():
    assert [many for many, _, _ in calibration.to_bins([(0.5, True)] * 3)] == [1, 1, 1]


def test_scores_that_are_right_have_a_small_error_and_halved_ones_a_large_one():
    assert calibration.calibration_error(drawn(1.0)) < 0.03
    assert calibration.calibration_error(drawn(0.5)) == pytest.approx(0.25, abs=0.03)


def test_few_sentences_show_an_error_by_chance():
    few, many = calibration.error_by_chance(drawn(1.0, 80)), calibration.error_by_chance(drawn(1.0, 3000))
    assert few[0] > 0.05 > many[0]
    assert few[1] > few[0]


def test_the_section_replaces_only_the_text_between_its_marks():
    page = f"Above.\n{calibration.BEGIN}\nold\n{calibration.END}\nBelow."
    once = calibration.replace_section(page, "new")
    assert once.startswith("Above.")
    assert once.endswith("Below.")
    assert "old" not in once
    assert calibration.replace_section(once, "new") == once
