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
def test_the_method_of_a_split_is_its_splitter_and_version(method):
    assert split(ARTICLE, method=method).method == f"{method}/{SPLITTERS[method].version}"


def test_an_unknown_splitter_is_rejected_by_name():
    with pytest.raises(UnknownChoice, match=r"“slow”.*fast"):
        split(ARTICLE, method="slow")


@pytest.mark.parametrize("method", SPLITTERS)
def test_every_sentence_is_a_claim_or_skipped_with_a_reason(method):
    result = split(ARTICLE, method=method)
    assert [claim.quote for claim in result.claims] == [
        "The ministry of trade said on Monday that 412 factories had moved abroad since 2019."
    ]
    assert [(ARTICLE[item.start : item.end], str(item.reason)) for item in result.skipped] == [
        ("Factories moved abroad", "a heading"),
        ("By Jane Roe", "a byline or a date"),
        ("Is that so?", "a question"),
        ("Hipther", "not part of the article’s own text"),
    ]


@pytest.mark.parametrize("method", SPLITTERS)
def test_a_claim_has_its_speaker_and_its_reason(method):
    (claim,) = split(ARTICLE, method=method).claims
    assert claim.attribution is not None
    assert claim.attribution.cue.of(ARTICLE) == "said"
    assert "The ministry of trade" in str(claim.reason)


def test_given_blocks_are_used_unchanged():
    blocks = (Block(BlockKind.BOILERPLATE, 0, len(ARTICLE)),)
    result = split(ARTICLE, blocks=blocks)
    assert result.blocks == blocks
    assert result.claims == ()


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=40, deadline=None)
@given(text=NORMAL)
def test_quotes_reproduce_any_text_and_cut_no_grapheme_cluster(method, text):
    for claim in split(text, method=method).claims:
        assert claim.quote == text[claim.start : claim.end]
        assert is_boundary(text, claim.start)
        assert is_boundary(text, claim.end)
        assert 0 <= claim.check_worthiness <= 1
        assert claim.reason


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=30, deadline=None)
@given(text=NORMAL)
def test_splits_are_deterministic_and_contain_every_sentence(method, text):
    result = split(text, method=method)
    assert result == split(text, method=method, blocks=find_blocks(text))
    ends = sorted([item.end for item in (*result.claims, *result.skipped)])
    assert ends == [sentence.end for sentence in result.sentences]


@pytest.mark.parametrize("method", SPLITTERS)
@settings(max_examples=40, deadline=None)
@given(text=NORMAL)
def test_the_spans_of_attributions_and_parts_are_inside_the_text(method, text):
    for claim in split(text, method=method).claims:
        attribution = claim.attribution
        spans = (
            [attribution.cue, *attribution.content, *filter(None, [attribution.speaker])]
            if attribution
            else []
        )
        for span in (*spans, *(span for part in claim.parts for span in part.spans)):
            assert 0 <= span.start <= span.end <= len(text)
