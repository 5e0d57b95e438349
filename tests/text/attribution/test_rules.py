"""Attributions in one sentence, from its characters alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.attribution.rules import find_attributions
from factcheck.text.types import Span


def attributions_of(text, sentence=None):
    """Return (speaker, cue, content, direct) of each attribution in a sentence, as text."""
    start = text.index(sentence) if sentence else 0
    end = start + len(sentence) if sentence else len(text)
    return [
        (
            a.speaker.of(text) if a.speaker else "",
            a.cue.of(text),
            " … ".join(c.of(text) for c in a.content),
            a.direct,
        )
        for a in find_attributions(text, start, end)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "direct"),
    [
        (
            "The ministry said that exports fell by 4%.",
            "The ministry",
            "said",
            "that exports fell by 4%",
            False,
        ),
        (
            "“Exports fell by 4% this year,” said Jane Doe.",
            "Jane Doe",
            "said",
            "“Exports fell by 4% this year,”",
            True,
        ),
        (
            '"Exports fell by 4% this year," Jane Doe said.',
            "Jane Doe",
            "said",
            '"Exports fell by 4% this year,"',
            True,
        ),
        (
            "According to the Sydney Morning Herald, prices rose.",
            "the Sydney Morning Herald",
            "According to",
            "prices rose",
            False,
        ),
        (
            "The services are not sold there, according to an OpenAI spokesperson quoted by Reuters.",
            "an OpenAI spokesperson quoted by Reuters",
            "according to",
            "The services are not sold there",
            False,
        ),
        (
            "The government plans new limits, Reuters reported.",
            "Reuters",
            "reported",
            "The government plans new limits",
            False,
        ),
        (
            "After the fire, North Korea stated it would attack.",
            "North Korea",
            "stated",
            "it would attack",
            False,
        ),
    ],
)
def test_speaker_cue_and_content_are_found(text, speaker, cue, content, direct):
    assert attributions_of(text) == [(speaker, cue, content, direct)]


def test_a_sentence_without_a_cue_has_no_attribution():
    assert attributions_of("Exports fell by 4% in March.") == []


def test_positions_are_relative_to_the_whole_text():
    text = "Prices rose. The ministry said that exports fell."
    assert attributions_of(text, "The ministry said that exports fell.") == [
        ("The ministry", "said", "that exports fell", False)
    ]


def test_a_pronoun_is_resolved_to_the_name_before_and_marked_as_inferred():
    text = "Jane Doe met the press. She said that exports fell."
    (attribution,) = find_attributions(text, 24, len(text))
    assert (attribution.name, attribution.inferred) == ("Jane Doe", True)


def test_names_for_a_pronoun_can_come_from_before_the_text():
    text = "She said that exports fell."
    (attribution,) = find_attributions(text, 0, len(text), before="Jane Doe met the press. ")
    assert (attribution.name, attribution.inferred) == ("Jane Doe", True)


def test_a_named_speaker_is_not_inferred():
    (attribution,) = find_attributions("The ministry said that exports fell.", 0, 36)
    assert (attribution.name, attribution.inferred) == ("The ministry", False)


QUOTED = "“We did it in the end. It took ten long years,” said Jane Doe."


def test_a_sentence_inside_a_quotation_has_the_inferred_speaker_of_the_quotation():
    (attribution,) = find_attributions(QUOTED, 0, 22)
    assert attribution.content == (Span(0, 22),)
    assert (attribution.name, attribution.direct, attribution.inferred) == ("Jane Doe", True, True)


def test_the_sentence_with_the_cue_has_only_its_own_part_of_the_quotation():
    assert attributions_of(QUOTED, "It took ten long years,” said Jane Doe.") == [
        ("Jane Doe", "said", "It took ten long years,”", True)
    ]


def test_a_quotation_of_several_paragraphs_has_one_speaker():
    text = "Ann Lee said: “This is how it began, in a small way.\n\n“Then it went on,” and so forth."
    (attribution,) = find_attributions(text, text.index("“Then"), len(text))
    assert (attribution.name, attribution.inferred) == ("Ann Lee", True)
    assert attribution.content[0].of(text) == "“Then it went on,”"


@given(st.text(alphabet='abc. "“”,\nSaid said that according to He', max_size=120), st.integers(0, 60))
@settings(max_examples=120)
def test_every_span_is_inside_the_text_and_not_empty(text, start):
    end = len(text)
    for attribution in find_attributions(text, min(start, end), end):
        for span in (
            attribution.cue,
            *attribution.content,
            *([attribution.speaker] if attribution.speaker else []),
        ):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "text", ["said " * 3000, 'He said "no", ' * 1000, "according to " + "the A " * 3000, "“ " * 3000]
)
def test_the_number_of_attributions_is_bounded(text):
    assert len(find_attributions(text, 0, len(text))) <= 60
