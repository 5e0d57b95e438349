"""Attributions from a parse, and the loading of the parser."""

import subprocess
import sys

import pytest

from factcheck.enums import BlockKind
from factcheck.exceptions import InvalidInput
from factcheck.text import spacy_model
from factcheck.text.attribution.parser import find_in_blocks, find_in_doc, select_for_sentence
from factcheck.text.types import Block


def attributions_of(text):
    return [
        (a.speaker.of(text) if a.speaker else "", a.cue.of(text), a.content[0].of(text))
        for a in find_in_doc(spacy_model.parse(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry said that exports fell by 4% in March.",
            ("The ministry", "said", "that exports fell by 4% in March"),
        ),
        (
            "Jane Doe, the minister of trade, told reporters that exports had fallen.",
            ("Jane Doe, the minister of trade", "told", "that exports had fallen"),
        ),
        (
            "“Exports fell by 4% this year,” said Jane Doe.",
            ("Jane Doe", "said", "“Exports fell by 4% this year,”"),
        ),
        (
            "According to the coach, Alireza Mehraban, the robot scored twice.",
            ("the coach, Alireza Mehraban", "According to", "the robot scored twice"),
        ),
        (
            "The services have not been launched in China, according to an OpenAI spokesperson quoted by Reuters.",
            (
                "an OpenAI spokesperson quoted by Reuters",
                "according to",
                "The services have not been launched in China",
            ),
        ),
        (
            "The study shows that prices rose more slowly than wages.",
            ("The study", "shows", "that prices rose more slowly than wages"),
        ),
        (
            "The union has described the ruling as dangerous.",
            ("The union", "has described", "the ruling as dangerous"),
        ),
    ],
)
def test_speaker_cue_and_content_are_found(text, expected):
    assert attributions_of(text) == [expected]


def test_text_in_quotation_marks_is_direct():
    (attribution,) = find_in_doc(spacy_model.parse("She replied: “I am not able to do that.”"))
    assert attribution.direct
    (attribution,) = find_in_doc(spacy_model.parse("She said that she was not able to do that."))
    assert not attribution.direct


def test_according_to_the_law_names_no_speaker():
    assert attributions_of("They were tried according to the law.") == []


def test_a_sentence_without_a_cue_has_no_attribution():
    assert attributions_of("Exports fell by 4% in March.") == []


@pytest.mark.parametrize("text", ["I mean, prices rose in May.", "That said, prices rose in May."])
def test_a_discourse_marker_attributes_nothing(text):
    assert find_in_doc(spacy_model.parse(text)) == ()


def test_the_verb_mean_can_be_a_cue():
    assert len(find_in_doc(spacy_model.parse("He said he meant that prices rose in May."))) > 0


def test_a_pronoun_is_resolved_to_the_name_before():
    attributions = find_in_doc(
        spacy_model.parse("Jane Doe said that exports fell. She added that imports rose.")
    )
    assert [(a.name, a.inferred) for a in attributions] == [("Jane Doe", False), ("Jane Doe", True)]


def test_blocks_are_parsed_separately_with_positions_in_the_text():
    text = "Title\n\nThe ministry said that exports fell."
    blocks = [Block(BlockKind.PARAGRAPH, 7, len(text))]
    (attribution,) = find_in_blocks(text, blocks)
    assert (attribution.speaker.of(text), attribution.content[0].of(text)) == (
        "The ministry",
        "that exports fell",
    )


def test_a_sentence_has_the_attributions_whose_cue_it_contains():
    text = "The ministry said that exports fell. Imports rose."
    attributions = find_in_blocks(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    assert select_for_sentence(attributions, 0, 36) == attributions
    assert select_for_sentence(attributions, 37, len(text)) == ()


def test_a_sentence_inside_a_longer_quotation_has_an_inferred_speaker():
    text = "“We did it in the end. It took ten long years,” said Jane Doe."
    attributions = find_in_blocks(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    (first,) = select_for_sentence(attributions, 0, 22)
    assert (first.content[0].of(text), first.name, first.inferred) == (
        "“We did it in the end.",
        "Jane Doe",
        True,
    )


def test_a_missing_model_is_named_with_the_setting_for_another(monkeypatch):
    monkeypatch.setenv(spacy_model.SETTING, "no_such_model")
    with pytest.raises(InvalidInput, match="no_such_model") as refusal:
        spacy_model.parse("A text.")
    assert refusal.value.code == "no_parser"
    assert spacy_model.SETTING in refusal.value.message


def test_importing_the_modules_does_not_import_spacy():
    code = (
        "import sys, factcheck.text.check_worthiness;"
        "from factcheck.text.attribution import parser, rules;"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
