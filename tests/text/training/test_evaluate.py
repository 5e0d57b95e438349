"""Predictions in the formats that the scorers of the data sets read."""

import pytest

from factcheck.exceptions import InvalidInput, UnknownChoice
from factcheck.text import embeddings
from factcheck.text.sentence_kinds import SUGGESTION_THRESHOLD
from factcheck.text.training.evaluate import DEBATE_THRESHOLD, predict
from tests import semantic_modes

SAID = {"id": "a", "text": "The ministry said that exports fell by 4% in March."}
COMPOUND = {"id": "b", "text": "Norway borders Sweden and Finland."}


def predict_one(task, row, **options):
    (prediction,) = predict(task, [row], **{"method": "fast", **options})
    assert prediction["id"] == row["id"]
    return prediction


def test_sentences_are_spans_of_the_text():
    row = {"id": "s", "text": "Exports fell. Imports rose."}
    assert predict_one("sentseg", row)["sents"] == [[0, 13], [14, 27]]


def test_check_worthiness_is_a_score():
    assert SUGGESTION_THRESHOLD < predict_one("checkworthy", {**SAID, "grade": 2})["score"] <= 1


@pytest.mark.parametrize("text", [SAID["text"], "Thank you.", "Exports fell and wages rose."])
def test_the_threshold_for_debates_is_rescaled_to_one_half(text):
    score = predict_one("checkworthy", {"id": "m", "text": text})["score"]
    mark = predict_one("checkworthy", {"id": "m", "text": text, "label": 0})["score"]
    assert (mark > 0.5) == (score > DEBATE_THRESHOLD)
    assert 0 <= score <= mark <= 1


def test_rows_labelled_objective_or_subjective_get_one_minus_the_opinion():
    fact, judgement = (
        {"id": "x", "label": "OBJ", "text": text} for text in (SAID["text"], "What a disgrace!")
    )
    assert predict_one("checkworthy", fact)["score"] > 0.5 > predict_one("checkworthy", judgement)["score"]


def test_the_gold_answer_of_a_row_does_not_change_its_prediction():
    assert predict_one("checkworthy", {**SAID, "label": 0}) == predict_one(
        "checkworthy", {**SAID, "label": 1}
    )


@pytest.mark.parametrize("method", ["fast", "parse"])
def test_attributions_are_spans_of_source_cue_and_content(method):
    text = SAID["text"]
    (found,) = predict_one("attribution", SAID, method=method)["attributions"]
    assert {name: text[slice(*span)] for name, span in found.items()} == {
        "source": "The ministry",
        "cue": "said",
        "content": "that exports fell by 4% in March",
    }


def test_the_parse_method_splits_sentences_into_parts():
    assert predict_one("decomp", COMPOUND, method="parse")["spans"] == [[[0, 21]], [[0, 14], [26, 33]]]


def test_the_fast_method_leaves_sentences_whole():
    assert predict_one("decomp", COMPOUND)["spans"] == [[[0, 34]]]


CHECKS = [
    {
        "id": "moon",
        "title": "Moon landing",
        "subtitle": None,
        "claim": "The moon landing was filmed in a studio.",
    },
    {"id": "steel", "title": "Steel", "claim": "Exports of steel fell by four percent."},
]


@pytest.fixture(params=["fast", "semantic"])
def method(request):
    semantic_modes.encoder_of_mode("meaning" if request.param == "semantic" else "lexical")
    return request.param


def test_posts_are_matched_to_checks_by_their_ids(method):
    prediction = predict_one(
        "match", {"id": "q", "text": "was the moon landing fake?"}, docs=CHECKS, method=method
    )
    assert prediction["ranked"][0] == "moon"
    assert 0 < prediction["score"] <= 1


def test_a_post_without_a_similar_check_has_no_match():
    assert predict_one("match", {"id": "q", "text": "zebras"}, docs=CHECKS) == {
        "id": "q",
        "ranked": [],
        "score": 0.0,
    }


def test_matching_without_checks_is_rejected():
    with pytest.raises(InvalidInput, match="checks to match against"):
        list(predict("match", [SAID], method="fast"))


def test_the_sentences_of_a_page_are_ranked(method):
    row = {"id": "e", "claim": "Exports of steel fell.", "sentences": ["Welcome.", "Steel exports fell."]}
    assert predict_one("evidence", row, method=method)["ranked"] == [1, 0]


def test_answers_are_ranked_across_the_file_by_claim_and_number(method):
    rows = [
        {
            "id": "c1",
            "claim": "Exports of steel fell.",
            "evidence": [{"q": "Did steel exports fall?", "a": "Yes."}],
        },
        {"id": "c2", "claim": "The moon is hollow.", "evidence": [{"q": "Is the moon hollow?", "a": None}]},
    ]
    ranked = [prediction["ranked"][0] for prediction in predict("evidence", rows, method=method)]
    assert ranked == ["c1/0", "c2/0"]


def test_the_semantic_method_is_only_for_matching_and_evidence():
    with pytest.raises(InvalidInput, match="not for decomp"):
        predict("decomp", [COMPOUND], method="semantic")


def test_without_the_extra_the_semantic_method_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(embeddings, "is_installed", lambda: False)
    embeddings.load_encoder.cache_clear()
    with pytest.raises(InvalidInput, match="make semantic"):
        predict_one("match", SAID, docs=CHECKS, method="semantic")


def test_an_unknown_task_and_an_unknown_method_are_named():
    with pytest.raises(UnknownChoice, match="guessing"):
        predict("guessing", [], method="fast")
    with pytest.raises(UnknownChoice, match="magic"):
        predict("sentseg", [], method="magic")


def test_labelled_rows_train_the_scores_of_check_worthiness():
    labelled = [{"text": f"Zebras bark {n} times.", "label": 0} for n in range(40)]
    labelled += [{"text": f"Colours sing {n} times.", "label": 1} for n in range(40)]
    zebras, colours = ({"id": word, "text": f"{word} do it."} for word in ("Zebras", "Colours"))
    assert (
        predict_one("checkworthy", colours, labelled=labelled)["score"]
        > predict_one("checkworthy", zebras, labelled=labelled)["score"]
    )


def test_no_other_task_takes_labelled_rows():
    with pytest.raises(InvalidInput, match="Only checkworthy"):
        predict("decomp", [COMPOUND], method="parse", labelled=[SAID])
