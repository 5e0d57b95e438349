"""A quote is located in its text word for word, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.suggestions.quote_check import locate_quote

TEXT = "The bridge cost\n4.2 million pounds.  “Nobody expected that,” she said. It cost a lot."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The bridge cost 4.2 million pounds.", "The bridge cost\n4.2 million pounds."),
        ("  “Nobody   expected that,” she", "“Nobody expected that,” she"),
        ("It cost a lot.", "It cost a lot."),
    ],
)
def test_only_white_space_can_differ(quote: str, expected: str) -> None:
    span = locate_quote(TEXT, quote)
    assert span
    assert span.of(TEXT) == expected


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge cost 4.3 million pounds.",
        "the bridge cost",
        "The bridge … pounds.",
        "Thebridge cost",
        '"Nobody expected that,"',
        ".*",
        "",
        "  ",
    ],
)
def test_an_invented_quote_is_not_found(quote: str) -> None:
    assert locate_quote(TEXT, quote) is None


def test_a_part_of_a_grapheme_is_not_found() -> None:
    assert locate_quote("Cafe\u0301 opens", "Cafe") is None


@given(st.text(max_size=40), st.text(max_size=5))
def test_a_located_span_has_the_words_of_the_quote(text: str, quote: str) -> None:
    span = locate_quote(text, quote)
    assert span is None or span.of(text).split() == quote.split()
