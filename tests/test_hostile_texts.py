"""Searches that are made of what users write take a time in proportion to it, whatever it is."""

import re
import time
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.formats import kialo
from factcheck.argument.formats.strict_yaml import load_mapping
from factcheck.claims.quote_lookup import find_quote
from factcheck.exceptions import InvalidInput
from factcheck.review.mentions import find_mentions
from factcheck.search.query_parser import make_excerpt, parse_query
from factcheck.suggestions.quote_check import locate_quote
from factcheck.text.anchors import Anchor, AnchorStatus, create_anchor, locate_anchor
from factcheck.text.types import Span
from factcheck.text.word_search import find_words

SMALL, DOUBLINGS = 10_000, 3


def mention_similar_names(size):
    find_mentions("@aaaa @a" * (size // 8), {length: "a" * length for length in range(1, 100)})


def mention_many_names(size):
    find_mentions("@name 0" * (size // 7), {number: f"name {number}" for number in range(1, size // 10)})


def mark_a_phrase(size):
    make_excerpt("a." * (size // 2), parse_query('"a a a a a a b" ' * 8))


def mark_a_phrase_far_apart(size):
    make_excerpt(f"a{'.' * int(size**0.5)}" * int(size**0.5), parse_query('"a a a b"'))


def find_a_quote_of_equal_words(size):
    with pytest.raises(InvalidInput):
        find_quote("a " * (size // 2), "a " * (size // 4) + "b")


def find_a_quote_that_overlaps_itself(size):
    with pytest.raises(InvalidInput):
        find_quote("a " * (size // 2), "a " * (size // 6) + "a")


def find_a_quote_in_spaces(size):
    with pytest.raises(InvalidInput):
        find_quote("a" + " " * size + "c", "a b")


def locate_a_quote_of_equal_words(size):
    assert locate_quote("a " * (size // 2), "a " * (size // 4) + "b") is None


def anchor_a_quote_that_overlaps_itself(size):
    locate_anchor("a" * size, Anchor(size // 4, size // 2, "a" * (size // 2), "", "x"))


def anchor_a_long_changed_quote(size):
    locate_anchor("ba" * (size // 2), Anchor(0, size // 2, "ab" * (size // 4) + "x", "", "x"))


def anchor_a_repeated_changed_quote(size):
    quote = "The quick brown fox jumps. " * 20
    locate_anchor("The quick brOwn fox jumps. " * (size // 27), Anchor(0, len(quote), quote, "", "x"))


def read_a_chain_of_links(size):
    numbers = range(1, size // 20)
    lines = (f"1.{number}. Pro: -> See 1.{number + 1}." for number in numbers)
    kialo.read("\n".join(["Discussion Title: x", "", "1. x.", *lines, f"1.{size // 20}. Pro: x."]).encode())


def read_a_number_in_base_60(size):
    assert load_mapping(f"a: 1{':1' * (size // 2)}", "x") == {"a": f"1{':1' * (size // 2)}"}


@pytest.mark.parametrize(
    "work",
    [
        mention_similar_names,
        mention_many_names,
        mark_a_phrase,
        mark_a_phrase_far_apart,
        find_a_quote_of_equal_words,
        find_a_quote_that_overlaps_itself,
        find_a_quote_in_spaces,
        locate_a_quote_of_equal_words,
        anchor_a_quote_that_overlaps_itself,
        anchor_a_long_changed_quote,
        anchor_a_repeated_changed_quote,
        read_a_chain_of_links,
        read_a_number_in_base_60,
    ],
)
def test_the_time_grows_no_faster_than_the_text(work):
    small, large = (min(_cpu(work, size) for _ in range(3)) for size in (SMALL, SMALL << DOUBLINGS))
    # Below 2 ms, what does not depend on the text counts too much.
    assert large < 0.002 or log2(large / max(small, 1e-6)) / DOUBLINGS < 1.5


def _cpu(work, size):
    started = time.thread_time()
    work(size)
    return time.thread_time() - started


@given(st.text(" \nab.\u2003", max_size=40), st.text(" \nab.", max_size=6))
def test_words_are_found_as_a_pattern_finds_them(text, quote):
    pattern = r"\s+".join(map(re.escape, quote.split()))
    expected = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    assert list(find_words(text, quote)) == expected


def test_a_long_quote_with_a_few_changes_is_found_for_confirmation():
    text = " ".join(f"Sentence {number} has some words." for number in range(1_000))
    anchor = create_anchor(text, 5_000, 20_000)
    changed = text.replace("Sentence 400 has", "Sentence 400 had").replace("Sentence 1 ", "Phrase 1 ")
    match = locate_anchor(changed, anchor)
    assert changed[match.start : match.end] == anchor.exact.replace("Sentence 400 has", "Sentence 400 had")
    assert match.status is AnchorStatus.UNCONFIRMED


def test_a_long_quote_whose_middle_is_another_text_is_an_orphan():
    text = " ".join(f"Sentence {number} has some words." for number in range(1_000))
    anchor = create_anchor(text, 5_000, 20_000)
    changed = text[:8_000] + "Nothing is left of it. " * 300 + text[17_000:]
    assert locate_anchor(changed, anchor).status is AnchorStatus.ORPHAN


def test_links_in_a_chain_lead_to_its_end_and_links_in_a_cycle_nowhere():
    lines = ["1. a.", "1.1. Pro: -> See 1.2.", "1.2. Con: -> See 1.3.", "1.3. Con: b."]
    lines += ["1.4. Pro: -> See 1.5.", "1.5. Pro: -> See 1.4.", "1.6. Pro: -> See 1.9."]
    result = kialo.read("\n".join(lines).encode())
    sources = {(relation.premises, relation.kind.value) for relation in result.graph.relations}
    assert sources == {(("1.3",), "support"), (("1.3",), "attack")}
    assert sum("not in this file" in str(note) for note in result.notes) == 3


@pytest.mark.parametrize("value", [f"0x{'1' * 5_000}", "1" * 5_000, f"1{'_' * 5_000}1", f"{'1' * 5_000}.5"])
def test_a_number_with_too_many_digits_is_refused(value):
    with pytest.raises(InvalidInput, match="digits"):
        load_mapping(f"a: {value}", "x")
