"""The cue weights: reproducible, from labels whose licence allows it, and learned from examples."""

import pytest

from factcheck.text.attribution import model as model
from factcheck.text.training import attribution as training
from tests.text.training.corpora import with_corpora


@pytest.fixture(scope="module")
def labelled():
    return training.load_examples()


@with_corpora
def test_training_reproduces_the_shipped_fast_weights(labelled):
    weights = training.train(labelled, "fast").round(4)
    assert (weights.astype("float32") == model.load_weights()["fast"].astype("float32")).all()


def test_saving_twice_gives_the_same_bytes(tmp_path):
    weights = dict(model.load_weights())
    for name in ("a.npz", "b.npz"):
        training.save_weights(weights, tmp_path / name)
    assert (
        (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes() == model.WEIGHTS.read_bytes()
    )


@with_corpora
def test_every_training_row_names_its_licence(labelled):
    assert all(row["license"].startswith(("CC BY", "public domain")) for row in labelled)


def test_a_candidate_inside_an_attributing_span_is_a_cue():
    example = {"attr_edus": [{"attr": [10, 20], "content_head": [20, 30]}]}
    assert [training.is_labelled_cue(example, place) for place in (9, 10, 19, 20)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_word_that_is_always_a_cue_becomes_likely():
    rows = [{model.hash_column("word=quoth"): 1.0}] * 30 + [{model.hash_column("word=ate"): 1.0}] * 30
    weights = training.fit_cues(rows, [True] * 30 + [False] * 30, prior=1.0, missed=1.0)
    assert (
        model.compute_probability(["word=quoth"], weights)
        > 0.5
        > model.compute_probability(["word=ate"], weights)
    )


def test_a_parse_gives_a_row_for_each_candidate():
    example = {"text": "She said it rained.", "attr_edus": [{"attr": [0, 8], "content_head": [9, 18]}]}
    assert [label for _, label in training.extract_parser_rows([example])] == [True]
