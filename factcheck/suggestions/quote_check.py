"""Finding a model's quote in its text: word for word except for white space, or not at all. Pure."""

from factcheck.text.anchors import AnchorStatus, create_anchor, locate_anchor
from factcheck.text.graphemes import is_boundary
from factcheck.text.types import Span
from factcheck.text.word_search import find_words


def locate_quote(text: str, quote: str) -> Span | None:
    """Return the first span of a quote in a text, made of whole characters; None if it does not occur."""
    for span in find_words(text, quote):
        if is_boundary(text, span.start) and is_boundary(text, span.end):
            return _confirm_anchor(text, span.start, span.end)
    return None


def _confirm_anchor(text: str, start: int, end: int) -> Span | None:
    """Return the span that an anchor at this position resolves to; None if an anchor would lose it.

    An accepted suggestion becomes an anchored claim, so what cannot be anchored must not be suggested.
    """
    match = locate_anchor(text, create_anchor(text, start, end))
    return None if match.status is AnchorStatus.ORPHAN else Span(match.start, match.end)
