"""The self-contained wording: what is inserted, what is left unchanged, and that no word is invented."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.decontextualization import decontextualize, iter_preceding, strip_connective
from factcheck.text.normalise import normalise
from factcheck.text.splitters import split
from factcheck.text.types import ClaimDraft, Insertion, Span

SEED = normalise(Path("seeds/china-us-ai.txt").read_text())
BOTH = pytest.mark.parametrize("method", ["fast", "parse"])


def last_wording(text: str, method: str) -> str:
    """Return the wording of the last claim of a text."""
    claim = split(normalise(text), method=method).claims[-1]
    assert claim.quote == normalise(text)[claim.start : claim.end]
    return claim.wording


@BOTH
@pytest.mark.parametrize(
    ("said", "wording"),
    [
        ("However, prices rose by 4 percent in May.", "Prices rose by 4 percent in May."),
        ("In addition, exports fell to 3 billion euros.", "Exports fell to 3 billion euros."),
        ("And Sweden paid 30 million euros for the tunnel.", "Sweden paid 30 million euros for the tunnel."),
        ("However high the wall was, 300 people crossed it.", None),
        ("But for the subsidies, costs would be 3 percent higher.", None),
        ("And then Sweden paid 30 million euros.", None),
        ("“However, prices rose by 4 percent,” the bank said.", None),
        ("Prices, however, rose by 4 percent in May.", None),
    ],
)
def test_a_connective_at_the_beginning_is_dropped(said: str, wording: str | None, method: str) -> None:
    assert last_wording(said, method) == (wording or said)


@BOTH
@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (
            "The Ministry of Commerce raised tariffs on steel. The ministry said that 40 mills would gain.",
            "[The Ministry of Commerce] said that 40 mills would gain.",
        ),
        (
            "In 2020 the Bank of England lost 3 billion. Nevertheless, the bank has 18,000 employees.",
            "The bank has 18,000 employees.",
        ),
        (
            "After losses Deutsche Bank sold a tower. The bank has cut 18,000 jobs since.",
            "[Deutsche Bank] has cut 18,000 jobs since.",
        ),
        (
            "Rates rose, the Bank of England reported. The bank’s reserves fell by 3 percent.",
            "[the Bank of England]’s reserves fell by 3 percent.",
        ),
        (
            "Tariffs hit Acme Holdings hard. The company employed 40,000 people.",
            "[Acme Holdings] employed 40,000 people.",
        ),
    ],
)
def test_a_definite_noun_is_replaced_by_the_full_name(text: str, wording: str, method: str) -> None:
    assert last_wording(text, method) == wording


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc and Bolt Corp merged in 2011. The company employed 40,000 people.",
        "The Ministry of Commerce met the Ministry of Finance. The ministry said that 40 mills gained.",
        "Deutsche Bank bought a small bank in 2020. The bank has cut 18,000 jobs since.",
        "The mayor bought Deutsche Bank Tower in 2020. The bank has cut 18,000 jobs since.",
        "The Ministry of Trade and Industry met in May. The ministry said that 40 mills gained.",
        "Deutsche Bank lost 3 billion in 2020. The bank holiday was moved by 3 weeks.",
        "Deutsche Bank lost 3 billion in 2020.\n\nThe bank has cut 18,000 jobs since.",
        "Huawei grew by 3 percent. The company employed 200,000 people.",
        "Deutsche Bank lost 3 billion in 2020. Who knew? The bank has cut 18,000 jobs since.",
    ],
)
def test_an_ambiguous_reference_is_left_unchanged(text: str, method: str) -> None:
    assert "[" not in last_wording(text, method)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (
            "The bridge opened in 1931. It carries 160,000 vehicles a day.",
            "[The bridge] carries 160,000 vehicles a day.",
        ),
        (
            "Anna Berg disagreed. She said the tunnel cost 40 million pounds.",
            "[Anna Berg] said the tunnel cost 40 million pounds.",
        ),
        (
            "The plant closed. However, it produces 3,000 cars.",
            "[The plant] produces 3,000 cars.",
        ),
    ],
)
def test_a_parse_resolves_an_unambiguous_pronoun(text: str, wording: str) -> None:
    assert last_wording(text, "parse") == wording


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened in 1931. It is unclear whether 3 people died.",
        "The bridge closed. It rained for 30 days in 1931.",
        "The bridge collapsed. It caused 30 deaths in 1931.",
        "The bridge replaced the ferry. It carries 160,000 vehicles a day.",
        "A bridge opened in 1931. It carries 160,000 vehicles a day.",
        "Anna Berg met the minister. She said the tunnel cost 40 million pounds.",
        "Anna Berg met Karl Holm. He said the tunnel cost 40 million pounds.",
        "The bridge opened in 1931. He said the tunnel cost 40 million pounds.",
        "Anna Berg disagreed. It carries 160,000 vehicles a day.",
        "She praised it. It carries 160,000 vehicles a day.",
        "They opened the bridge.\n\nIt carries 160,000 vehicles a day.",
    ],
)
def test_an_ambiguous_pronoun_is_left_unchanged(text: str) -> None:
    assert "[" not in last_wording(text, "parse")


def test_an_insertion_has_its_target_and_its_source() -> None:
    text = "The bridge opened in 1931. It carries 160,000 vehicles a day."
    (fill,) = split(text, method="parse").claims[-1].insertions
    assert (fill.target.of(text), fill.source.of(text)) == ("It", "The bridge")


@BOTH
def test_the_wordings_of_the_seed_article_drop_connectives_and_insert_nothing(method: str) -> None:
    changed = {
        claim.quote.split()[0]: claim.wording
        for claim in split(SEED, method=method).claims
        if claim.wording != " ".join(claim.quote.split())
    }
    assert list(changed) == ["However,", "Nonetheless,"]
    assert changed["However,"].startswith("China has been making strides")
    assert changed["Nonetheless,"].startswith("Many companies and engineers in China")


def invents_nothing(claim: ClaimDraft, text: str) -> bool:
    """Without the brackets and what is in them, the wording is made of the quote's words in their order."""
    own = re.sub(r"\[[^\]]*\]", "", claim.wording) if claim.insertions else claim.wording
    filled = all(fill.source.of(text) in text for fill in claim.insertions)
    spare = Counter(re.findall(r"\w+", own.casefold())) - Counter(re.findall(r"\w+", claim.quote.casefold()))
    return filled and not spare


@BOTH
def test_no_word_of_the_seed_article_is_invented(method: str) -> None:
    assert all(invents_nothing(claim, SEED) for claim in split(SEED, method=method).claims)


WORDS = [
    "However, ",
    "And ",
    "The ministry said ",
    "The bank has ",
    "It ",
    "the Ministry of Trade ",
    "Deutsche Bank ",
    "lost 3 billion",
    "[sic] ",
    "and ",
    ". ",
    "\n\n",
    "The company employed ",
    "Acme Inc ",
    "“",
    "” ",
    "in 2020",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_no_word_is_invented(text: str) -> None:
    text = normalise(text)
    for claim in split(text, method="fast").claims:
        assert invents_nothing(claim, text)
        assert claim.quote == text[claim.start : claim.end]


def test_a_text_with_brackets_gets_no_insertions() -> None:
    text = "The ministry [sic] gained."
    fill = Insertion(Span(0, 12), Span(20, 25))
    assert decontextualize(text, Span(0, len(text)), (fill,)) == text


def test_strip_connective_leaves_other_sentences_unchanged() -> None:
    assert strip_connective("Prices rose.", Span(0, 12)) == Span(0, 12)


def test_the_preceding_sentence_is_adjacent_and_in_the_same_paragraph() -> None:
    text = "One. Two.\n\nThree. (x) Four."
    spans = [
        Span(text.index(word), text.index(word) + len(word)) for word in ("One.", "Two.", "Three.", "Four.")
    ]
    assert list(iter_preceding(text, spans)) == [None, spans[0], None, None]
