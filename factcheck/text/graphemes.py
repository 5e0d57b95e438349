"""Grapheme clusters (UAX #29): the characters that a reader sees.

A text may be cut only between them.
"""

import regex

from factcheck.text.types import Span

_CLUSTER = regex.compile(r"\X")
_PLAIN = regex.compile(r"\p{Grapheme_Cluster_Break=Other}")
_FIRST_COMBINING = "\u0300"


def is_boundary(text: str, position: int) -> bool:
    """Return whether cutting `text` at `position` leaves every grapheme cluster whole."""
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    # Below U+0300 only a carriage return and a line feed form a cluster: this spares most texts the regex.
    if before < _FIRST_COMBINING and after < _FIRST_COMBINING:
        return not (before == "\r" and after == "\n")
    return floor(text, position) == position


def floor(text: str, position: int) -> int:
    """Return the last boundary at or before `position`."""
    start, end = _cluster_around(text, position)
    return position if end == position else start


def ceil(text: str, position: int) -> int:
    """Return the first boundary at or after `position`."""
    return _cluster_around(text, position)[1]


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at its ends.

    White space with a combining mark stays.
    """
    while start < end and text[start].isspace() and is_boundary(text, start + 1):
        start += 1
    while end > start and text[end - 1].isspace() and is_boundary(text, end - 1):
        end -= 1
    return Span(start, end)


def _cluster_around(text: str, position: int) -> tuple[int, int]:
    """Return (start, end) of the cluster that contains `position` or ends there.

    Returns (0, 0) at the start of the text.
    """
    start = end = _safe_start(text, position)
    while end < position:
        start, end = _CLUSTER.match(text, end).span()
    return start, end


def _safe_start(text: str, position: int) -> int:
    """Return a boundary before `position`.

    It is between two ordinary characters (rule GB999), or 0. Clusters can only be matched from a boundary on, and
    matching from the start of the text would take quadratic time.
    """
    while position > 0:
        position -= 1
        if position == 0 or (_PLAIN.match(text[position]) and _PLAIN.match(text[position - 1])):
            return position
    return 0
