"""The passages of a source that bear on a claim: order, neighbours, positions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.passages import best_passages, rank
from factcheck.text.values import Span

PAGE = [
    "Welcome to our site.",
    "Steel exports fell by four percent in March.",
    "The ministry blamed the strike.",
    "In sports, the home team won again.",
    "Subscribe to our newsletter.",
]
CLAIM = "Exports of steel fell by 4 percent in March."


def spans(sentences):
    text, found = "", []
    for sentence in sentences:
        found.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, found


def test_the_sentence_that_says_it_comes_first_with_its_position():
    text, sentences = spans(PAGE)
    best = best_passages(CLAIM, text, sentences)[0]
    assert text[best.start : best.end] == PAGE[1]
    assert best.score == 1.0


def test_a_neighbour_of_the_best_ranks_above_a_stranger():
    order = [place for place, _ in rank(CLAIM, PAGE)]
    assert order.index(2) < order.index(4)


def test_a_sentence_that_covers_what_the_best_one_lacks_moves_up():
    page = [
        "The film was praised. " * 2,
        "The film was praised by critics.",
        "Nothing here.",
        "Nothing there either.",
        "More of nothing.",
        "Nothing at all.",
        "It was shot in Norway.",
    ]
    order = [place for place, _ in rank("The film, shot in Norway, was praised by critics.", page)]
    assert order.index(6) <= 1


def test_no_more_passages_than_asked_for():
    text, sentences = spans(PAGE)
    assert len(best_passages(CLAIM, text, sentences, limit=2)) == 2


def test_a_page_that_shares_nothing_gives_no_passages():
    text, sentences = spans(["Zebras.", "Juggling."])
    assert best_passages("Steel exports fell.", text, sentences) == ()


@pytest.mark.parametrize("sentences", [[], ["", "!"]])
def test_pages_without_words_give_no_passages(sentences):
    text, places = spans(sentences)
    assert best_passages(CLAIM, text, places) == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=14))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_ranked_once_and_scores_never_rise(claim, sentences):
    ranked = rank(claim, sentences)
    assert sorted(place for place, _ in ranked) == list(range(len(sentences)))
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
