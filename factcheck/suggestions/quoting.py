"""Where a quote of a language model stands in a text: word for word, give or take white space, or nowhere. Pure."""

import re

from factcheck.text.anchors import AnchorStatus, create_anchor, locate_anchor
from factcheck.text.graphemes import is_boundary
from factcheck.text.types import Span


def find_quote(text: str, quote: str) -> Span | None:
    """The first place where the quote stands, whole characters only; None for a quote that is not there."""
    words = quote.split()
    if not words:
        return None
    for found in re.finditer(r"\s+".join(map(re.escape, words)), text):
        if is_boundary(text, found.start()) and is_boundary(text, found.end()):
            return _anchored(text, found.start(), found.end())
    return None


def _anchored(text: str, start: int, end: int) -> Span | None:
    """What the anchor of the place finds; nothing that an anchor would lose is suggested."""
    place = locate_anchor(text, create_anchor(text, start, end))
    return None if place.status is AnchorStatus.ORPHAN else Span(place.start, place.end)
