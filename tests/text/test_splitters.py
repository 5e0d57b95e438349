import pytest
from hypothesis import given, settings

from factcheck.enums import BlockKind
from factcheck.exceptions import UnknownChoice
from factcheck.text.blocks import find_blocks
from factcheck.text.graphemes import is_boundary
from factcheck.text.splitters import SPLITTERS, split
from factcheck.text.types import Block
from tests.text.texts import NORMAL

ARTICLE = """Factories moved abroad

By Jane Roe

The ministry of trade said on Monday that 412 factories had moved abroad since 2019. Is that so?

Hipther"""


@pytest.mark.parametrize("method", SPLITTERS)
def test_a_split_says_which_splitter_of_which_version_made_it(method):
    assert split(ARTICLE, method=method).method == f"{method}/{SPLITTERS[method].version}"


def test_an_unknown_splitter_is_refused_by_name():
    with pytest.raises(UnknownChoice, match=r"“slow”.*fast"):
        split(ARTICLE, method="slow")


@pytest.mark.parametrize("method", SPLITTERS)
def test_every_sentence_is_a_claim_or_says_why_not(method):
    found = split(ARTICLE, method=method)
    assert [claim.quote for claim in found.claims] == [
        "The ministry of trade said on Monday that 412 factories had moved abroad since 2019."
    ]
    assert [(ARTICLE[item.start : item.end], item.reason) for item in found.skipped] == [
        ("Factories moved abroad", "a heading"),
        ("By Jane Roe", "a byline or a date"),
        ("Is that so?", "a question"),
        ("Hipther", "not part of the article’s own text"),
    ]


@pytest.mark.parametrize("method", SPLITTERS)
def test_a_claim_says_who_said_it_and_why_it_is_worth_checking(method):
    (claim,) = split(ARTICLE, method=method).claims
    assert claim.attribution is not None
    assert claim.attribution.cue.of(ARTICLE) == "said"
    assert "The ministry of trade" in claim.reason


def test_blocks_that_a_reader_found_are_taken_as_they_are():
    blocks = (Block(BlockKind.BOILERPLATE, 0, len(ARTICLE)),)
    found = split(ARTICLE, blocks=blocks)
    assert found.blocks == blocks
    assert found.claims == ()


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=40, deadline=None)
@given(text=NORMAL)
def test_whatever_the_text_quotes_reproduce_it_and_cut_no_character(method, text):
    for claim in split(text, method=method).claims:
        assert claim.quote == text[claim.start : claim.end]
        assert is_boundary(text, claim.start)
        assert is_boundary(text, claim.end)
        assert 0 <= claim.check_worthiness <= 1
        assert claim.reason


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=30, deadline=None)
@given(text=NORMAL)
def test_whatever_the_text_the_same_split_comes_again_with_every_sentence_in_order(method, text):
    found = split(text, method=method)
    assert found == split(text, method=method, blocks=find_blocks(text))
    ends = sorted([item.end for item in (*found.claims, *found.skipped)])
    assert ends == [sentence.end for sentence in found.sentences]


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=40, deadline=None)
@given(text=NORMAL)
def test_whatever_the_text_the_spans_of_attributions_and_parts_lie_in_it(method, text):
    for claim in split(text, method=method).claims:
        said = claim.attribution
        spans = [said.cue, *said.content, *filter(None, [said.speaker])] if said else []
        for span in (*spans, *(span for part in claim.parts for span in part.spans)):
            assert 0 <= span.start <= span.end <= len(text)
