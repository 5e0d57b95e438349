"""Training is reproducible and makes the shipped weights."""

import numpy as np
import pytest

from factcheck.exceptions import InvalidInput
from factcheck.text import check_worthiness
from factcheck.text.features import split_words
from factcheck.text.training import check_worthiness as training
from factcheck.text.training.corpora import read_rows
from factcheck.text.training.logistic import Rows, fit, minimise, sigmoid
from tests.text.training.corpora import with_corpora


@with_corpora
def test_training_reproduces_the_shipped_weights_to_the_byte(tmp_path):
    training.save_weights(training.train(training.load_examples()), tmp_path / "worth.npz")
    assert (tmp_path / "worth.npz").read_bytes() == check_worthiness.WEIGHTS.read_bytes()


@with_corpora
def test_every_training_row_names_a_licence_that_allows_shipping():
    licences = {row["license"] for row in training.load_examples()}
    assert all(licence.startswith(("CC BY 2.5", "CC BY 4.0", "public domain")) for licence in licences)


def test_every_training_label_is_a_known_one():
    assert {row["label"] for row in training.load_labels()} == {
        "worth",
        "fact",
        "opinion",
        "prediction",
        "none",
    }


def test_every_synthetic_sentence_is_unique_with_a_known_label():
    written = training.load_synthetic_sentences()
    assert len({row["text"] for row in written}) == len(written)
    assert {row["label"] for row in written} == {"worth", "fact", "opinion", "prediction", "none"}
    assert {row["register"] for row in written} == {"debate", "news", "post", "speech"}


@with_corpora
@pytest.mark.parametrize(
    "name", ["checkworthy_ct24", "checkworthy_debates_ct19", "checkworthy_news", "subjectivity_news"]
)
def test_no_synthetic_sentence_is_in_a_development_set(name):
    measured = {" ".join(split_words(row["text"])) for row in read_rows(f"{name}.jsonl")}
    own = {" ".join(split_words(row["text"])) for row in training.load_synthetic_sentences()}
    assert {text for text in own & measured if len(text.split()) > 6} == set()


def test_no_prior_names_a_feature_that_does_not_exist():
    assert set(training.WORTH) | set(training.OPINION) <= set(training.FEATURE_NAMES)


def test_weights_are_saved_and_loaded(tmp_path):
    weights = check_worthiness.CheckWorthinessWeights(
        np.linspace(-1, 1, check_worthiness.WIDTH + 1).round(4), np.zeros(check_worthiness.WIDTH + 1)
    )
    training.save_weights(weights, tmp_path / "w.npz")
    assert np.allclose(check_worthiness.load_weights(tmp_path / "w.npz").worth, weights.worth, atol=1e-6)


def test_more_of_a_kind_of_sentence_labelled_worth_raises_its_score():
    rows = [{"id": "zebra", "text": f"The zebra number {n} barked.", "label": "worth"} for n in range(60)]
    weights = training.train([*rows, {"id": "hello", "text": "Hello.", "label": "none"}])
    text = "A zebra barked."
    assert (
        check_worthiness.score_sentence(text, weights=weights).score
        > check_worthiness.score_sentence(text).score
    )


def test_logistic_regression_separates_rows_by_a_column():
    rows = Rows.of([{0: 1.0}, {0: 1.0}, {1: 1.0}, {1: 1.0}], 2)
    weights = fit(rows, np.array([1.0, 1, 0, 0]), prior=np.zeros(3), strength=np.full(3, 0.1))
    assert weights[0] > 0.5 > -0.5 > weights[1]


def test_a_strong_prior_outweighs_the_data():
    rows = Rows.of([{0: 1.0}] * 4, 1)
    weights = fit(rows, np.zeros(4), prior=np.array([2.0, 0]), strength=np.array([1e6, 1e6]))
    assert weights[0] == pytest.approx(2.0, abs=1e-3)


def test_heavier_positives_move_the_point_of_decision():
    rows, labels = Rows.of([{0: 1.0}] * 4, 1), np.array([1.0, 0, 0, 0])
    plain, heavy = (
        fit(rows, labels, prior=np.zeros(2), strength=np.full(2, 0.01), positive_weight=weight)
        for weight in (1, 3)
    )
    assert sigmoid(heavy.sum()) == pytest.approx(0.5, abs=0.02)
    assert sigmoid(plain.sum()) == pytest.approx(0.25, abs=0.02)


def test_the_minimum_of_a_convex_function_is_found():
    centre = np.array([3.0, -1.0, 0.5])
    scale = np.array([1.0, 10.0, 0.1])
    minimum = minimise(lambda x: (float(scale @ (x - centre) ** 2), 2 * scale * (x - centre)), np.zeros(3))
    assert np.allclose(minimum, centre, atol=1e-4)


def test_without_rows_the_weights_are_the_prior():
    rows = Rows.of([], 2)
    assert np.allclose(fit(rows, np.array([]), prior=np.array([1.0, 2, 3]), strength=np.ones(3)), [1, 2, 3])


def test_without_the_corpora_training_names_the_setting(monkeypatch, tmp_path):
    monkeypatch.setenv("FACTCHECK_CORPORA", str(tmp_path))
    with pytest.raises(InvalidInput, match="FACTCHECK_CORPORA does not name a folder"):
        training.load_examples()
