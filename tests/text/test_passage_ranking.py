"""The passages of a source that are relevant to a claim: order, neighbours, positions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.passage_ranking import find_passages, rank_sentences
from factcheck.text.types import Span
from tests import semantic_modes

PAGE = [
    "Welcome to our site.",
    "Steel exports fell by four percent in March.",
    "The ministry blamed the strike.",
    "In sports, the home team won again.",
    "Subscribe to our newsletter.",
]
CLAIM = "Exports of steel fell by 4 percent in March."


@pytest.fixture(params=semantic_modes.MODES)
def encoder(request):
    return semantic_modes.encoder_of_mode(request.param)


def spans(sentences):
    text, result = "", []
    for sentence in sentences:
        result.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, result


def test_the_matching_sentence_is_first_with_its_position(encoder):
    text, sentences = spans(PAGE)
    best = find_passages(CLAIM, text, sentences, encoder=encoder)[0]
    assert text[best.start : best.end] == PAGE[1]
    assert best.score == 1.0


def test_a_neighbour_of_the_best_sentence_ranks_above_an_unrelated_one(encoder):
    order = [place for place, _ in rank_sentences(CLAIM, PAGE, encoder=encoder)]
    assert order.index(2) < order.index(4)


def test_a_sentence_that_covers_missing_words_moves_up(encoder):
    page = [
        "The film was praised. " * 2,
        "The film was praised by critics.",
        "Nothing here.",
        "Nothing there either.",
        "More of nothing.",
        "Nothing at all.",
        "It was shot in Norway.",
    ]
    order = [
        place
        for place, _ in rank_sentences(
            "The film, shot in Norway, was praised by critics.", page, encoder=encoder
        )
    ]
    assert order.index(6) <= 1


def test_the_limit_of_passages_is_kept(encoder):
    text, sentences = spans(PAGE)
    assert len(find_passages(CLAIM, text, sentences, limit=2, encoder=encoder)) == 2


def test_a_page_without_common_words_has_no_passages(encoder):
    text, sentences = spans(["Zebras.", "Juggling."])
    assert find_passages("Steel exports fell.", text, sentences, encoder=encoder) == ()


@pytest.mark.parametrize("sentences", [[], ["", "!"]])
def test_a_page_without_words_has_no_passages(sentences, encoder):
    text, places = spans(sentences)
    assert find_passages(CLAIM, text, places, encoder=encoder) == ()


def test_a_shared_number_raises_a_sentence():
    page = ["The mayor spoke of bridges.", "Nothing here.", "Bridges: 4217 built."]
    assert rank_sentences("The mayor built 4217 bridges.", page)[0][0] == 2


def test_of_two_equal_sentences_the_one_nearer_the_top_is_first():
    page = ["Steel exports fell.", *["Something else."] * 40, "The year.", "Steel exports fell."]
    order = [place for place, _ in rank_sentences("Exports of steel fell.", page)]
    assert order.index(0) < order.index(42)


def test_an_encoder_raises_a_paraphrase():
    page = ["The minister spoke in May.", *["Something else."] * 5, "The minister lost his office."]
    claim = "The minister was sacked in May."
    lexical = dict(rank_sentences(claim, page))
    read = dict(rank_sentences(claim, page, encoder=semantic_modes.subject_encoder("sacked office")))
    assert read[6] / read[0] > lexical[6] / lexical[0]


def test_a_sentence_without_common_words_or_matching_neighbours_scores_zero(encoder):
    page = [*PAGE[1:2], *["Zebras juggle."] * 6]
    scores = dict(rank_sentences(CLAIM, page, encoder=encoder))
    assert scores[0] == 1.0
    assert scores[6] == 0.0


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=14))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_ranked_once_in_descending_order_of_score(claim, sentences):
    ranked = rank_sentences(claim, sentences)
    assert sorted(place for place, _ in ranked) == list(range(len(sentences)))
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
