"""Where a text may be cut: between the characters that a reader sees (grapheme clusters of UAX #29)."""

import regex

from factcheck.text.types import Span

_CLUSTER = regex.compile(r"\X")
_PLAIN = regex.compile(r"\p{Grapheme_Cluster_Break=Other}")
_FIRST_COMBINING = "\u0300"


def is_boundary(text: str, position: int) -> bool:
    """Whether cutting `text` at `position` leaves every grapheme cluster whole."""
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if before < _FIRST_COMBINING and after < _FIRST_COMBINING:
        return not (before == "\r" and after == "\n")
    return floor(text, position) == position


def floor(text: str, position: int) -> int:
    """The last boundary at or before `position`."""
    start, end = _cluster_around(text, position)
    return position if end == position else start


def ceil(text: str, position: int) -> int:
    """The first boundary at or after `position`."""
    return _cluster_around(text, position)[1]


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; white space that carries a combining mark stays."""
    while start < end and text[start].isspace() and is_boundary(text, start + 1):
        start += 1
    while end > start and text[end - 1].isspace() and is_boundary(text, end - 1):
        end -= 1
    return Span(start, end)


def _cluster_around(text: str, position: int) -> tuple[int, int]:
    """Start and end of the cluster that `position` lies in or ends; (0, 0) at the text's start."""
    start = end = _safe_start(text, position)
    while end < position:
        start, end = _CLUSTER.match(text, end).span()
    return start, end


def _safe_start(text: str, position: int) -> int:
    """A boundary before `position`: between two ordinary characters (rule GB999), or the text's start."""
    while position > 0:
        position -= 1
        if position == 0 or (_PLAIN.match(text[position]) and _PLAIN.match(text[position - 1])):
            return position
    return 0
