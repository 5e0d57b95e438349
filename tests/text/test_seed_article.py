"""The article in seeds/: the blocks, sentences, speakers and claims that people found in it."""

from functools import cache
from pathlib import Path

import pytest

from factcheck.enums import BlockKind
from factcheck.text.anchors import AnchorStatus, create_anchor, locate_anchor
from factcheck.text.ingest import Document, read_document
from factcheck.text.sentence_kinds import SUGGESTION_THRESHOLD
from factcheck.text.splitters import split
from factcheck.text.types import ClaimDraft, Split

SEED = Path(__file__).parents[2] / "seeds" / "china-us-ai.txt"
TITLE = "How dependent is China on US artificial intelligence technology?"
HEADINGS = [
    TITLE,
    "Accessibility of OpenAI’s AI Models in China",
    "Utilization of US Technology in China’s AI Models",
    "Beijing’s Perspective on US AI Models",
]
BOILERPLATE = ["Source: reuters.com", "Hipther", "FREE", "VIEW"]
# The splitters that have to find exactly these claims. Another splitter may find others.
EXPECTED_OF = pytest.mark.parametrize("method", ["fast", "parse"])
# How every sentence that asserts something begins, paragraph by paragraph.
CLAIMS = [
    ["The Biden administration intends to impose"],
    ["The aim is to safeguard", "However, China has been making strides"],
    ["OpenAI’s primary AI services", "Nonetheless, many companies", "Consequently, numerous Chinese"],
    [
        "Although OpenAI has taken steps",
        "In Hong Kong, access",
        "Despite OpenAI’s services",
        "Through collaboration",
    ],
    ["While the US Commerce", "Chinese entities, including prestigious", "Despite these dependencies"],
    ["In line with Chinese President", "State-backed media outlets", "The Chinese government has also"],
    ["Positive sentiments from", "Analogies like comparing"],
]


@cache
def document() -> Document:
    return read_document(SEED.read_bytes(), filename=SEED.name, limit=1_000_000)


@cache
def split_seed(method: str = "fast") -> Split:
    return split(document().text, method=method, blocks=document().blocks)


def words_of(*kinds: BlockKind) -> list[str]:
    return [document().text[block.start : block.end] for block in document().blocks if block.kind in kinds]


def claim(beginning: str, method: str = "fast") -> ClaimDraft:
    return next(item for item in split_seed(method).claims if item.quote.startswith(beginning))


def test_the_title_source_and_language_are_found():
    assert document().title == TITLE
    assert (document().source_name, document().source_url) == ("reuters.com", "https://reuters.com")
    assert (document().language, document().kind) == ("en", "txt")


def test_the_headings_are_found():
    assert words_of(BlockKind.HEADING) == HEADINGS


def test_boilerplate_is_found_and_stays_in_the_text():
    assert words_of(BlockKind.BOILERPLATE) == BOILERPLATE
    assert document().text.endswith("Source: reuters.com\n\nHipther\n\nFREE\nVIEW")


def test_all_other_blocks_are_the_seven_paragraphs():
    paragraphs = words_of(BlockKind.PARAGRAPH)
    assert [words[:20] for words in paragraphs] == [group[0][:20] for group in CLAIMS]
    assert len(document().blocks) == len(HEADINGS) + len(CLAIMS) + len(BOILERPLATE)


@EXPECTED_OF
def test_exactly_the_asserting_sentences_are_claims(method):
    beginnings = [beginning for group in CLAIMS for beginning in group]
    assert len(split_seed(method).claims) == len(beginnings)
    for draft, beginning in zip(split_seed(method).claims, beginnings, strict=True):
        assert draft.quote.startswith(beginning)
        assert draft.quote == document().text[draft.start : draft.end]
        assert draft.quote.endswith(".")


def test_every_other_sentence_is_skipped_with_a_reason():
    assert [document().text[item.start : item.end] for item in split_seed().skipped] == HEADINGS + BOILERPLATE
    assert {str(item.reason) for item in split_seed().skipped[:4]} == {"a heading"}
    assert {str(item.reason) for item in split_seed().skipped[4:]} == {"not part of the article’s own text"}


def test_a_company_name_with_a_full_stop_does_not_end_a_sentence():
    assert "companies like 01.AI, have been found" in claim("Chinese entities").quote


@EXPECTED_OF
@pytest.mark.parametrize(
    ("beginning", "speaker", "cue"),
    [
        ("The Biden administration", "Reuters", "reported"),
        ("OpenAI’s primary", "an OpenAI spokesperson quoted by Reuters", "according to"),
    ],
)
def test_the_speaker_and_the_cue_are_found(method, beginning, speaker, cue):
    attribution = claim(beginning, method).attribution
    assert attribution is not None
    assert attribution.speaker is not None
    assert attribution.speaker.of(document().text) == speaker
    assert attribution.cue.of(document().text) == cue
    assert speaker in str(claim(beginning, method).reason)


@EXPECTED_OF
@pytest.mark.parametrize("beginning", ["The aim is to", "In Hong Kong", "Nonetheless"])
def test_a_claim_without_a_named_speaker_has_no_attribution(method, beginning):
    assert claim(beginning, method).attribution is None


def test_a_compound_claim_has_parts_that_can_be_checked_separately():
    parts = [part.text for part in claim("However, China has been", "parse").parts]
    assert "China has been making strides in its domestic generative AI industry" in parts
    assert "China … has been urging its companies to steer clear of foreign technology" in parts


# Read sentence by sentence: what happened and can be looked up. Left out are aims, what a person could do,
# a comparison with football, and what is said of a whole field.
SUGGESTED_HERE = [
    "OpenAI’s primary AI services",
    "Nonetheless, many companies",
    "Consequently, numerous Chinese",
    "Although OpenAI has taken steps",
    "Despite OpenAI’s services",
    "Chinese entities, including prestigious",
    "Despite these dependencies",
    "In line with Chinese President",
    "State-backed media outlets",
    "The Chinese government has also",
    "Positive sentiments from",
]


@EXPECTED_OF
def test_events_are_suggested_and_aims_and_comparisons_are_not(method):
    suggested = [
        draft.quote for draft in split_seed(method).claims if draft.check_worthiness >= SUGGESTION_THRESHOLD
    ]
    assert len(suggested) == len(SUGGESTED_HERE)
    assert all(
        quote.startswith(beginning) for quote, beginning in zip(suggested, SUGGESTED_HERE, strict=True)
    )


def test_facts_on_record_rank_above_judgements():
    judgement = claim("Analogies like comparing").check_worthiness
    for beginning in ("OpenAI’s primary AI services", "Chinese entities", "The Chinese government has also"):
        assert claim(beginning).check_worthiness > judgement


def test_every_claim_is_located_after_a_correction_elsewhere():
    changed = document().text.replace(TITLE, f"Correction: a name was wrong.\n\n{TITLE}")
    for draft in split_seed().claims:
        place = locate_anchor(changed, create_anchor(document().text, draft.start, draft.end))
        assert changed[place.start : place.end] == draft.quote
        assert place.status is AnchorStatus.CERTAIN
