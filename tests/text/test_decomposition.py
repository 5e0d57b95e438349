"""The parts of compound claims and their positions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text import decomposition, spacy_model
from factcheck.text.decomposition import find_parts
from factcheck.text.types import Span


def parts(text, **options):
    return [part.text for part in find_parts(spacy_model.parse(text), **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The film premiered in May, and it was released in June.",
            ["The film premiered in May", "it was released in June"],
        ),
        (
            "The film premiered in May and was released in June.",
            ["The film premiered in May", "The film … was released in June"],
        ),
        (
            "Norway borders Sweden and Finland.",
            ["Norway borders Sweden", "Norway borders … Finland"],
        ),
        (
            "It was launched by Guido van Rossum in 1991.",
            ["It was launched by Guido van Rossum", "It was launched … in 1991"],
        ),
        (
            "He played for Mexico in May at home.",
            ["He played for Mexico in May", "He played for Mexico … at home"],
        ),
        (
            "The law covers banks, which were exempt.",
            ["The law covers banks", "banks … were exempt"],
        ),
        (
            "The Departed is a crime film directed by Martin Scorsese.",
            ["The Departed is a crime film", "The Departed … directed by Martin Scorsese"],
        ),
        (
            "The film made money, grossing over 758 million dollars.",
            ["The film made money", "The film … grossing over 758 million dollars"],
        ),
    ],
)
def test_compound_sentences_are_split_into_parts(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Exports fell by 4%",
        "Photography took place between June and October",
        "The treaty was signed after the talks had failed",
        "Prices rose because the harvest was poor",
    ],
)
def test_single_assertions_are_not_split(text):
    assert parts(text + ".") == [text]


def test_connectives_are_left_out():
    assert parts("However, exports fell.") == ["exports fell"]


def test_the_speaker_is_left_out_when_the_content_is_given():
    text = "The ministry said that exports fell and imports rose."
    content = [Span(text.index("that"), len(text) - 1)]
    result = parts(text, content=content)
    assert result
    assert not any("ministry" in part or "said" in part for part in result)


def test_positions_are_relative_to_the_start_of_the_sentence():
    text = "Norway borders Sweden and Finland."
    plain, moved = (find_parts(spacy_model.parse(text), start=start) for start in (0, 100))
    assert [[Span(s.start + 100, s.end + 100) for s in part.spans] for part in plain] == [
        list(part.spans) for part in moved
    ]


def test_a_discontinuous_part_has_several_spans():
    (_, second) = find_parts(spacy_model.parse("Norway borders Sweden and Finland."))
    assert second.spans == (Span(0, 14), Span(26, 33))


words = st.sampled_from(
    [*"(),.“", "The", "ministry", "said", "that", "and", "imports", "fell", "in", "which", "4%"]
)


@given(st.lists(words, max_size=18).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_every_part_consists_of_ordered_spans_inside_the_text(text):
    for part in find_parts(spacy_model.parse(text)):
        edges = [edge for span in part.spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert 0 <= edges[0] < edges[-1] <= len(text)
        assert part.text == " … ".join(span.of(text) for span in part.spans)


def test_an_empty_text_has_no_parts():
    assert parts("") == []


def test_only_the_sentences_of_the_content_are_decomposed(monkeypatch):
    """Otherwise the time would grow with the square of the number of sentences."""
    text = "Norway borders Sweden and Finland. " * 20
    roots = []
    monkeypatch.setattr(decomposition, "_split_clause", lambda root, shared: roots.append(root.i) or [])
    doc = spacy_model.parse(text.strip())
    find_parts(doc, content=[Span(35, 69)])
    assert [doc[root].sent.start_char for root in roots] == [35]


@pytest.mark.parametrize(
    "link", ["and the ship {}", "that the man {} said", "of the town {}", ", who knew the king {}"]
)
def test_a_sentence_without_end_is_not_decomposed(link):
    text = "He saw the ship " + " ".join(link.format(name) for name in ["Anna", "Bert", "Carl"] * 400) + "."
    assert parts(text) == []
