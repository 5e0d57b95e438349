"""The figures of the text benchmark, by hand-worked cases."""

import pytest

from bench import _text_metrics as metrics
from bench._text_tasks import _count_attributions, _hull, _intersection_over_union, _score_parts


def test_f1_adds_up_the_counts_of_all_units():
    assert metrics.f1([(1, 0, 1), (1, 1, 0)]) == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert metrics.f1([(0, 3, 3)]) == 0


def test_f1_of_marked_counts_scores_over_one_half():
    assert metrics.f1_of_positive([(0.9, True), (0.6, False), (0.2, True), (0.1, False)]) == pytest.approx(
        0.5
    )


def test_f1_of_both_is_one_when_every_row_is_right():
    assert metrics.macro_f1_of_classes([(0.9, True), (0.1, False)]) == 1


def test_macro_f1_takes_the_means_first():
    assert metrics.macro_f1([(1.0, 0.5, 1), (0.0, 0.5, 2)]) == pytest.approx(0.5)
    assert metrics.macro_f1([(0.0, 0.0, 0)]) == 0


def test_average_precision_rewards_early_hits():
    assert metrics.average_precision([(3, True), (2, False), (1, True)]) == pytest.approx((1 + 2 / 3) / 2)
    assert metrics.average_precision([(1, False)]) == 0


def test_mean_average_precision_gives_every_debate_the_same_weight():
    groups = [[(2, True), (1, False)], [(2, False), (1, True)]]
    assert metrics.mean_average_precision(groups) == pytest.approx(0.75)


@pytest.mark.parametrize(("depth", "expected"), [(None, (1 + 2 / 3) / 2), (1, 1.0)])
def test_precision_of_a_ranking(depth, expected):
    assert metrics.precision_of_ranking(["a", "x", "b"], {"a", "b"}, depth=depth) == pytest.approx(expected)


def test_recall_at_precision_stops_at_too_many_wrong_answers():
    pairs = [(4, True), (3, True), (2, False), (1, True)]
    assert metrics.recall_at_precision(pairs, precision=1.0) == 0.5
    assert metrics.recall_at_precision(pairs, precision=0.75) == 0.75


def test_pairing_is_optimal_where_greedy_pairing_is_not():
    assert metrics.count_matching([[0, 1], [0]]) == 2
    assert metrics.count_matching([[], [0], [0]]) == 1


def test_an_interval_contains_its_figure_and_is_deterministic():
    units = [0.0, 1.0] * 50
    value, low, high = metrics.bootstrap_interval(units, metrics.mean)
    assert low < value == 0.5 < high
    assert metrics.bootstrap_interval(units, metrics.mean) == (value, low, high)


def test_a_unit_of_gum_is_found_once():
    row = {"attr_edus": [{"attr": [0, 8], "content_head": [9, 20]}]}
    said = {"source": [0, 3], "cue": [4, 8], "content": [9, 20]}
    assert _count_attributions(row, [said, said]) == (1, 1, 0)
    assert _count_attributions(row, [{**said, "content": [30, 40]}]) == (0, 1, 1)


def test_hulls_and_overlaps():
    assert _hull([[5, 9], [1, 3]]) == (1, 9)
    assert _hull([2, 4]) == (2, 4)
    assert _intersection_over_union((0, 10), (5, 15)) == pytest.approx(5 / 15)
    assert _intersection_over_union((0, 2), (3, 4)) == 0


def test_parts_are_compared_word_by_word():
    row = {"tokens": [[0, 3], [4, 7], [8, 11]], "gold": [[0, 1, 2]]}
    assert _score_parts(row, [[[0, 11]]]) == (1.0, 1.0, 1)
    assert _score_parts(row, [[[0, 3]], [[0, 11]]]) == (0.5, 1.0, 2)
    assert _score_parts(row, []) == (0.0, 0.0, 0)
