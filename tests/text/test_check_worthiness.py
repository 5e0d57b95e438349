"""Score, reason and kind of a sentence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.exceptions import InvalidInput
from factcheck.text import check_worthiness, sentence_kinds

FIGURE = "Unemployment rose to 7.4 percent in 2013, the highest rate since the war."
RECORD = "The senator voted against the treaty and 33 members of the committee signed the report."
GREETING = "Thank you very much, ladies and gentlemen."
QUESTION = "Has unemployment risen to 7.4 percent since 2013?"
DEMAND = "We should all be kinder to our neighbours."
JUDGEMENT = "It is a truly ridiculous and shameful idea."


@pytest.mark.parametrize("checkable", [FIGURE, RECORD])
@pytest.mark.parametrize("idle", [GREETING, QUESTION, DEMAND, JUDGEMENT])
def test_figures_and_acts_on_record_rank_above_courtesies_questions_and_judgements(checkable, idle):
    assert (
        check_worthiness.score_sentence(checkable).score
        > sentence_kinds.SUGGESTION_THRESHOLD
        > check_worthiness.score_sentence(idle).score
    )


@given(st.text(max_size=300))
@settings(max_examples=80)
def test_any_text_gets_a_score_between_0_and_1_a_reason_and_a_known_kind(text):
    result = check_worthiness.score_sentence(text)
    assert 0 <= result.score <= 1
    assert 0 <= result.opinion <= 1
    assert str(result.reason)
    assert result.kind in {"assertion", "quotation", "opinion", "prediction", "question", "background"}


def test_the_same_sentence_always_scores_the_same():
    assert check_worthiness.score_sentence(FIGURE) == check_worthiness.score_sentence(FIGURE)


def test_curly_and_straight_apostrophes_score_alike():
    assert (
        check_worthiness.score_sentence("They don't pay 5% tax.").score
        == check_worthiness.score_sentence("They don’t pay 5% tax.").score
    )


def test_the_reason_names_the_checkable_features():
    reason = str(check_worthiness.score_sentence(FIGURE).reason)
    assert "a percentage" in reason
    assert " and " in reason


def test_the_reason_of_a_low_score_begins_with_the_features_against_it():
    assert str(check_worthiness.score_sentence(DEMAND).reason).startswith("a demand")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("My opponent voted against the pensions of nurses.", "what a person did"),
        ("I signed the treaty with three of our neighbours.", "what the speaker did"),
        ("The shelling wounded hundreds of villagers.", "harm done to people"),
        ("We have the worst roads in the whole country.", "a superlative"),
    ],
)
def test_actions_harm_and_extremes_are_reasons(text, reason):
    assert reason in str(check_worthiness.score_sentence(text).reason)


def test_the_reason_names_the_given_speaker():
    assert str(check_worthiness.score_sentence(FIGURE, speaker="the ministry").reason).endswith(
        ", attributed to the ministry"
    )


def test_a_sentence_without_checkable_features_says_so():
    assert str(check_worthiness.score_sentence("Blue.").reason) != ""
    assert "nothing" in str(check_worthiness.build_reason({}, worth=0.6))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FIGURE, sentence_kinds.ASSERTION),
        (QUESTION, sentence_kinds.QUESTION),
        (JUDGEMENT, sentence_kinds.OPINION),
        ("“We fired 36 shells on Thursday,” he said.", sentence_kinds.QUOTATION),
        ("It will be a sunny afternoon.", sentence_kinds.PREDICTION),
        ("Photo: Jane Doe", sentence_kinds.BACKGROUND),
    ],
)
def test_sentences_are_classified_by_kind(text, kind):
    assert check_worthiness.score_sentence(text).kind == kind


def test_a_sentence_inside_a_longer_quotation_is_a_quotation():
    assert check_worthiness.score_sentence(FIGURE, quoted=True).kind == sentence_kinds.QUOTATION


def test_an_unclosed_quotation_extends_to_the_end():
    assert sentence_kinds.compute_quoted_share("He said “all of it") == pytest.approx(10 / 18)
    assert sentence_kinds.compute_quoted_share("") == 0


def test_weights_for_other_features_are_rejected(tmp_path):
    path = tmp_path / "old.npz"
    np.savez(path, worth=np.zeros(3), opinion=np.zeros(3), signature=np.array(1))
    with pytest.raises(InvalidInput, match="Train them again") as refusal:
        check_worthiness.load_weights(path)
    assert refusal.value.code == "stale_weights"


def test_other_weights_can_be_passed():
    zeros = check_worthiness.CheckWorthinessWeights(
        np.zeros(check_worthiness.WIDTH + 1), np.zeros(check_worthiness.WIDTH + 1)
    )
    assert check_worthiness.score_sentence(FIGURE, weights=zeros).score == 0.5


@pytest.mark.parametrize(
    "text", ["She wants open borders.", "It’s part of the plan.", "The ministry says so."]
)
def test_a_sentence_with_a_verb_is_not_called_verbless(text):
    assert "no statement" not in str(check_worthiness.score_sentence(text).reason)
