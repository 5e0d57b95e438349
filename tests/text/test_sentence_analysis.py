import pytest

from factcheck.enums import BlockKind
from factcheck.text.sentence_analysis import SentenceAnalysis, analyze_with_parser, analyze_with_rules
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
