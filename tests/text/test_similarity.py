"""Earlier checks that say the same, and near-duplicates inside an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text import similarity
from factcheck.text.similarity_terms import grams, stem, terms, words

CHECKS = [
    "The moon landing of 1969 was filmed in a studio.",
    "Exports of steel fell by four percent in March.",
    "A photograph shows a shark swimming on a flooded highway in Houston.",
    "The mayor of Houston resigned over the flood.",
    "Unemployment rose to its highest rate since the war.",
]


@pytest.fixture(scope="module")
def index():
    return similarity.build(CHECKS)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("LOOK: shark swims down the highway after #HoustonFlood!!", 2),
        ("They say steel exports are falling", 1),
        ("was the moon landing fake?", 0),
        ("highest unemployment since the war", 4),
    ],
)
def test_a_paraphrase_finds_the_check_it_is_about(index, query, position):
    assert index.search(query)[0].position == position


def test_a_text_finds_itself_with_full_likeness(index):
    for position, text in enumerate(CHECKS):
        best = index.search(text)[0]
        assert best.position == position
        assert best.likeness == pytest.approx(1.0, abs=1e-3)


def test_a_query_that_shares_no_word_finds_nothing(index):
    assert index.search("Quantum zebras juggle") == ()
    assert index.search("") == ()


def test_no_more_matches_than_asked_for_and_the_best_first(index):
    matches = index.search("the Houston flood and the Houston mayor", limit=2)
    assert len(matches) == 2
    assert matches[0].score >= matches[1].score


def test_an_empty_index_finds_nothing():
    assert similarity.build([]).search("anything") == ()


def test_texts_without_words_are_never_found():
    assert [m.position for m in similarity.build(["", "!!!", "steel exports"]).search("steel")] == [2]


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_every_match_is_a_text_of_the_index_and_likeness_lies_in_0_to_1(texts, query):
    matches = similarity.build(texts).search(query, limit=3)
    assert len(matches) <= 3
    assert len({match.position for match in matches}) == len(matches)
    for match in matches:
        assert 0 <= match.position < len(texts)
        assert 0 <= match.likeness <= 1.0001


def test_searching_twice_gives_the_same(index):
    assert index.search("the Houston flood") == index.search("the Houston flood")


def test_near_duplicates_are_grouped():
    texts = [
        "Exports of steel fell by four percent in March, the ministry said.",
        "Prices of bread rose.",
        "Steel exports fell by four percent in March, said the ministry.",
        "Exports of steel fell by four percent in March.",
    ]
    assert similarity.near_duplicates(texts) == ((0, 2, 3),)


def test_different_sentences_are_no_duplicates():
    assert similarity.near_duplicates(CHECKS) == ()


@pytest.mark.parametrize("texts", [[], ["one sentence only"]])
def test_fewer_than_two_texts_have_no_duplicates(texts):
    assert similarity.near_duplicates(texts) == ()


def test_how_alike_duplicates_must_be_can_be_said():
    texts = ["Exports of steel fell in March.", "Exports of iron fell in March."]
    assert similarity.near_duplicates(texts, same=0.95) == ()
    assert similarity.near_duplicates(texts, same=0.3) == ((0, 1),)


def test_glued_words_come_apart_and_unspaced_scripts_give_pairs():
    assert words("#BidenHarris2020") == ["biden", "harris", "2020"]
    assert words("経済成長") == ["経済", "済成", "成長"]


def test_terms_are_stems_without_stop_words():
    assert terms("The exports were falling") == ["export", "fall"]


@pytest.mark.parametrize(
    ("word", "expected"), [("exports", "export"), ("is", "is"), ("studies", "stud"), ("red", "red")]
)
def test_stems_keep_at_least_three_letters(word, expected):
    assert stem(word) == expected


def test_grams_do_not_depend_on_case_or_punctuation():
    (left, _), (right, _) = grams("Steel, exports!"), grams("steel exports")
    assert left.tolist() == right.tolist()


def test_a_text_shorter_than_a_gram_has_none():
    assert len(grams("")[0]) == 0
