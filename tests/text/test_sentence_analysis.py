import pytest

from factcheck.enums import BlockKind
from factcheck.text import sentence_analysis
from factcheck.text.sentence_analysis import SentenceAnalysis, analyze_with_parser, analyze_with_rules
from factcheck.text.spacy_model import parse_all
from factcheck.text.splitters import split
from factcheck.text.types import Block, Span

FIRST = "Norway borders Sweden and Finland."
SECOND = "“Prices rose,” the minister said."
TEXT = f"{FIRST} {SECOND}\n\nNothing else happened."
BREAK = TEXT.index("\n")
BLOCKS = [Block(BlockKind.PARAGRAPH, 0, BREAK), Block(BlockKind.PARAGRAPH, BREAK + 2, len(TEXT))]
SENTENCES = [Span(0, len(FIRST)), Span(len(FIRST) + 1, BREAK), Span(BREAK + 2, len(TEXT))]


@pytest.mark.parametrize("way", [analyze_with_rules, analyze_with_parser])
def test_every_sentence_gets_its_own_analysis(way):
    nobody, somebody, nothing = way(TEXT, BLOCKS, SENTENCES)
    assert nobody.attributions == ()
    assert [attribution.speaker.of(TEXT) for attribution in somebody.attributions] == ["the minister"]
    assert nothing == SentenceAnalysis()


def test_a_parse_finds_only_the_parts_of_the_compound_sentence():
    compound, single, nothing = analyze_with_parser(TEXT, BLOCKS, SENTENCES)
    assert [part.text for part in compound.parts] == ["Norway borders Sweden", "Norway borders … Finland"]
    assert single.parts == nothing.parts == ()


def test_a_block_without_sentences_is_not_parsed(monkeypatch):
    parsed = []
    monkeypatch.setattr(
        "factcheck.text.sentence_analysis.parse_all", lambda texts: parsed.extend(texts) or iter(())
    )
    assert list(analyze_with_parser(TEXT, BLOCKS, [])) == []
    assert parsed == []


@pytest.mark.parametrize("way", [analyze_with_rules, analyze_with_parser])
def test_no_sentences_give_no_analyses(way):
    assert list(way("", [], [])) == []


EXPORTS = "Exports of steel fell by four percent in March 2019."
BORDERS = "Norway borders Sweden and Finland since 1905."
RATE = "Unemployment rose to nine percent in June 2020."


@pytest.fixture
def windows(monkeypatch):
    """The texts that are parsed."""
    parsed = []

    def parse(texts):
        return parse_all(parsed.append(text) or text for text in texts)

    monkeypatch.setattr(sentence_analysis, "parse_all", parse)
    return parsed


def test_a_long_paragraph_is_parsed_in_windows_that_do_not_cut_a_sentence(windows):
    paragraph = " ".join(f"Norway borders Sweden and Finland since {year}." for year in range(1500, 1800))
    found = split(paragraph, method="parse")
    assert len(found.claims) == len(found.sentences) == 300
    assert all(len(claim.parts) == 2 for claim in found.claims)
    assert max(map(len, windows)) <= sentence_analysis.MAX_WINDOW_LENGTH
    assert sum(map(len, windows)) <= len(paragraph)
    assert all(window.endswith(".") for window in windows)


def test_a_paragraph_that_fits_is_parsed_as_a_whole(windows):
    list(analyze_with_parser(TEXT, BLOCKS, SENTENCES))
    assert windows == TEXT.split("\n\n")


@pytest.mark.parametrize(
    "unit",
    [
        "the dog and the cat and a bird ",
        "she said that he said that ",
        "which he who it that ",
        "( [ “ ",
        "a, ",
        "because if ",
    ],
)
@pytest.mark.parametrize("length", [900, 4_900, 19_000])
def test_one_long_sentence_loses_no_other_claim(unit, length):
    bad = f"The mayor of Houston told {(unit * length)[:length]} twice."
    text = f"{EXPORTS}\n\n{bad} {BORDERS}\n\n{RATE}"
    found = split(text, method="parse")
    claims = {claim.quote: claim for claim in found.claims}
    assert claims.keys() >= {EXPORTS, BORDERS, RATE}
    assert len(claims[BORDERS].parts) == 2


def test_a_sentence_longer_than_a_claim_is_skipped_with_the_reason():
    bad = f"The mayor told {'them and ' * 3_000}us."
    found = split(f"{BORDERS} {bad} {EXPORTS}", method="parse")
    assert [claim.quote for claim in found.claims] == [BORDERS, EXPORTS]
    assert [skipped.reason.code for skipped in found.skipped] == ["skipped.too_long"]
