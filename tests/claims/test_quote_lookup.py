"""Finding a quote in a text."""

import pytest

from factcheck.claims.quote_lookup import find_quote
from factcheck.exceptions import InvalidInput
from factcheck.text.types import Span


def test_of_several_occurrences_the_one_near_the_span_is_taken() -> None:
    text = "The bridge is old. The bridge is long."
    assert find_quote(text, "The  bridge", near=Span(19, 30)) == Span(19, 29)
    assert find_quote(text, "The bridge", start=19, end=29) == Span(19, 29)
    with pytest.raises(InvalidInput, match="2 times"):
        find_quote(text, "The bridge", start=3, end=9)
    with pytest.raises(InvalidInput, match="2 times"):
        find_quote(text, "The bridge", near=Span(0, 40))
    with pytest.raises(InvalidInput, match="not in the article"):
        find_quote(text, " ")
