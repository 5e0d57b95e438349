"""Earlier checks that are similar to a text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text import similarity
from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import extract_stems, hash_grams, split_words, stem
from tests import semantic_modes

CHECKS = [
    "The moon landing of 1969 was filmed in a studio.",
    "Exports of steel fell by four percent in March.",
    "A photograph shows a shark swimming on a flooded highway in Houston.",
    "The mayor of Houston resigned over the flood.",
    "Unemployment rose to its highest rate since the war.",
]


@pytest.fixture(scope="module")
def index():
    return similarity.build_index(CHECKS)


@pytest.fixture(params=semantic_modes.MODES)
def encoder(request):
    return semantic_modes.encoder_of_mode(request.param)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("LOOK: shark swims down the highway after #HoustonFlood!!", 2),
        ("They say steel exports are falling", 1),
        ("was the moon landing fake?", 0),
        ("highest unemployment since the war", 4),
    ],
)
def test_a_paraphrase_finds_its_check(index, query, position, encoder):
    assert index.search(query, encoder=encoder)[0].position == position


def test_a_text_finds_itself_with_similarity_one(index, encoder):
    for position, text in enumerate(CHECKS):
        best = index.search(text, encoder=encoder)[0]
        assert best.position == position
        assert best.similarity == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("cut", range(len(CHECKS) + 1))
def test_several_indexes_are_searched_as_one(index, cut, encoder):
    apart = [similarity.build_index(CHECKS[:cut]), similarity.build_index(CHECKS[cut:])]
    for query in (*CHECKS, "the flood in Houston", "steel exports since the war"):
        positions = [match.position for match in similarity.search_indexes(apart, query, encoder=encoder)]
        assert positions == [match.position for match in index.search(query, encoder=encoder)]


def test_a_query_without_common_words_finds_nothing(index, encoder):
    assert index.search("Quantum zebras juggle", encoder=encoder) == ()
    assert index.search("", encoder=encoder) == ()


def test_the_limit_of_matches_is_kept_with_the_best_first(index, encoder):
    matches = index.search("the Houston flood and the Houston mayor", limit=2, encoder=encoder)
    assert len(matches) == 2
    assert matches[0].score >= matches[1].score


def test_an_empty_index_finds_nothing(encoder):
    assert similarity.build_index([]).search("anything", encoder=encoder) == ()


def test_texts_without_words_are_never_found(encoder):
    assert [
        m.position
        for m in similarity.build_index(["", "!!!", "steel exports"]).search("steel", encoder=encoder)
    ] == [2]


@given(
    st.lists(st.text(max_size=40), max_size=8),
    st.text(max_size=40),
    st.sampled_from([None, semantic_modes.subject_encoder("0 a", "1 b")]),
)
@settings(max_examples=50, deadline=None)
def test_every_match_is_a_text_of_the_index_with_figures_from_0_to_1(texts, query, encoder):
    matches = similarity.build_index(texts).search(query, limit=3, encoder=encoder)
    assert len(matches) <= 3
    assert len({match.position for match in matches}) == len(matches)
    for match in matches:
        assert 0 <= match.position < len(texts)
        assert 0 <= match.similarity <= 1.0001
        assert 0 <= match.certainty <= 1.0001
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)


def test_searching_twice_gives_the_same(index, encoder):
    assert index.search("the Houston flood", encoder=encoder) == index.search(
        "the Houston flood", encoder=encoder
    )


SUBJECTS = semantic_modes.subject_encoder("sacked dismissed fired", "budget money tax")


def test_an_encoder_ranks_a_paraphrase_above_a_text_with_the_same_words():
    index = similarity.build_index(
        ["The premier praised the June budget.", "In June the minister was dismissed."]
    )
    query = "In June the premier, much praised, sacked him"
    assert [m.position for m in index.search(query)] == [0, 1]
    assert [m.position for m in index.search(query, encoder=SUBJECTS)] == [1, 0]


def test_an_encoder_raises_the_similarity_of_a_paraphrase():
    index = similarity.build_index(["In June the minister was dismissed."])
    query = "The minister? Sacked!"
    assert index.search(query, encoder=SUBJECTS)[0].similarity > index.search(query)[0].similarity + 0.2


def test_only_the_best_candidates_are_encoded_and_the_others_stay_behind_them():
    texts = [f"Steel exports fell in week {number}." for number in range(similarity.MAX_EMBEDDED + 9)]
    read = []

    def vector(text):
        read.append(text)
        return np.array([1.0])

    index = similarity.build_index(texts)
    matches = index.search("steel exports", limit=len(texts), encoder=Encoder(vector))
    assert len(read) == similarity.MAX_EMBEDDED + 1
    assert {texts[match.position] for match in matches[: similarity.MAX_EMBEDDED]} == set(read[1:])


def test_a_match_far_ahead_has_a_higher_certainty_than_one_of_several(encoder):
    alone, crowded = (
        similarity.build_index([*CHECKS, *more]).search("steel exports fell in March", encoder=encoder)[0]
        for more in ([], ["Steel exports fell by five percent in March.", "In March exports of steel fell."])
    )
    assert alone.certainty > crowded.certainty + 0.1


def test_only_the_first_match_has_a_lead():
    first, second = similarity.build_index(CHECKS).search("the Houston flood", limit=2)
    assert second.certainty == pytest.approx(second.similarity / 2, abs=1e-3)
    assert first.certainty > first.similarity / 2


def test_the_method_name_depends_on_the_encoder():
    assert similarity.get_method_name(None) == "lexical/1"
    assert similarity.get_method_name(SUBJECTS) == "lexical+subjects/1"


def test_compound_words_are_split_and_unspaced_scripts_give_pairs():
    assert split_words("#BidenHarris2020") == ["biden", "harris", "2020"]
    assert split_words("経済成長") == ["経済", "済成", "成長"]


def test_stems_exclude_stop_words():
    assert extract_stems("The exports were falling") == ["export", "fall"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("exports", "export"), ("is", "is"), ("studies", "stud"), ("red", "red"), ("fly", "fly")],
)
def test_stems_keep_at_least_three_letters(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("stop", "stopped", "stopping"),
        ("country", "countries"),
        ("carry", "carried"),
        ("fall", "falls", "falling"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


def test_grams_do_not_depend_on_case_or_punctuation():
    (left, _), (right, _) = hash_grams("Steel, exports!"), hash_grams("steel exports")
    assert left.tolist() == right.tolist()


def test_a_text_shorter_than_a_gram_has_no_grams():
    assert len(hash_grams("")[0]) == 0
