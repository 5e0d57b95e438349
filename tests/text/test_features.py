"""The hand-written features of a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.features import FEATURE_NAMES, extract_features


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Exports fell by 4 per cent.", "percentage"),
        ("Exports fell by 4 tonnes.", "amount"),
        ("I have never opposed the ban.", "own record"),
        ("We’ve cut the waiting lists.", "own record"),
        ("The governor vetoed the bill.", "their record"),
        ("You promised it.", "their record"),
        ("It is the poorest town in the country.", "extreme"),
        ("There has been no answer.", "there is"),
        ("I’d like to give everyone a home.", "wish"),
        ("Number two, build schools.", "enumeration"),
        ("The shells destroyed a clinic.", "harm"),
        ("The ministry denied it.", "accusation"),
        ("A brilliant and generous speech.", "praise"),
        ("A misguided and shameless plan.", "blame"),
        ("The plan was gratuitously long.", "manner"),
        ("A graceless hall.", "quality"),
        ("Another triumph of managerialism.", "doctrine"),
        ("The so “called” experts met.", "scare quote"),
        ("“All of it,” she said.", "all quoted"),
        ("The striker scored twice.", "routine"),
    ],
)
def test_a_sentence_has_the_features_of_its_words(text, mark):
    assert mark in extract_features(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The family arrived early.", "manner"),
        ("The wireless service is available.", "quality"),
        ("Terrorism and tourism fell.", "doctrine"),
        ("A protest in the forest.", "most of all"),
        ("I went home.", "their record"),
    ],
)
def test_words_with_a_similar_spelling_have_no_feature(text, mark):
    assert mark not in extract_features(text)


def test_a_word_with_a_long_stem_has_its_feature():
    assert "evaluative" in extract_features("Unfortunately it rained.")


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_every_feature_has_a_column(text):
    assert extract_features(text).keys() <= set(FEATURE_NAMES)
