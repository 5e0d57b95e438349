"""Anchors: the position of a quote in a text that can change.

An anchor combines the TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation Data Model. Positions
are code points of the normalised text; the end is excluded. A match that is not certain says so, so that no quote
moves without anybody noticing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nsmallest
from itertools import islice

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text import graphemes
from factcheck.text.approximate_match import ApproximateMatch, find_approximate

# The length of prefix and suffix that the Web Annotation tools use.
_CONTEXT_LENGTH = 32
_QUOTE_WEIGHT, _PREFIX_WEIGHT, _SUFFIX_WEIGHT, _POSITION_WEIGHT = 50, 20, 20, 2
_WEIGHTS = _QUOTE_WEIGHT + _PREFIX_WEIGHT + _SUFFIX_WEIGHT + _POSITION_WEIGHT
# These limits bound the time of a search in a long text for a short or very long quote. Of a longer quote, only the
# beginning and the end are searched.
_MAX_ERRORS = 256
_MAX_HITS = 200
_MAX_SEARCHED = 2_000
_CERTAIN_SCORE, _MIN_SCORE = 0.75, 0.5
_MIN_LEAD = 0.05


class AnchorStatus(StrEnum):
    """Whether the quote was found with certainty, perhaps, or not at all.

    A match that is not certain needs a person's confirmation.
    """

    CERTAIN = "certain"
    UNCONFIRMED = "unconfirmed"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with its position and up to 32 characters before and after it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class AnchorMatch:
    """The best position for an anchor, with a score from 0 to 1.

    An orphan keeps its old position.
    """

    start: int
    end: int
    score: float
    status: AnchorStatus


def create_anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]`.

    Raises InvalidInput if that is empty, outside the text, or cuts a grapheme cluster.
    """
    if not 0 <= start < end <= len(text):
        raise InvalidInput(
            _("A quote must be inside the text’s %(count)s characters and cannot be empty.")
            % {"count": len(text)},
            where=_("characters %(start)s to %(end)s") % {"start": start, "end": end},
        )
    if not (graphemes.is_boundary(text, start) and graphemes.is_boundary(text, end)):
        raise InvalidInput(
            _("A quote cannot begin or end inside a character that is written with several code points."),
            where=_("characters %(start)s to %(end)s") % {"start": start, "end": end},
        )
    before = graphemes.ceil(text, max(0, start - _CONTEXT_LENGTH))
    after = graphemes.floor(text, min(len(text), end + _CONTEXT_LENGTH))
    return Anchor(start, end, text[start:end], text[before:start], text[end:after])


def locate_anchor(text: str, anchor: Anchor) -> AnchorMatch:
    """Find an anchor in a text that may have changed.

    Exact matches are ranked by their context and their distance from the old position. If there is none, the most
    similar passage is searched, which always needs confirmation. An exact match needs confirmation too if another one
    scores almost as high, unless quote, context and position are all unchanged.
    """
    if not anchor.exact:
        return _orphan(anchor)
    exact = sorted(_find_exact(text, anchor), key=_rank)
    if not exact:
        return min(_find_near(text, anchor), key=_rank, default=_orphan(anchor))
    best, *others = exact
    unchanged = best.start == anchor.start and best.score == 1
    ambiguous = bool(others) and best.score - others[0].score < _MIN_LEAD
    if unchanged or (best.score >= _CERTAIN_SCORE and not ambiguous):
        return replace(best, status=AnchorStatus.CERTAIN)
    return best


def _rank(match: AnchorMatch) -> tuple[float, int]:
    return -match.score, match.start


def _orphan(anchor: Anchor) -> AnchorMatch:
    return AnchorMatch(anchor.start, anchor.end, 0.0, AnchorStatus.ORPHAN)


def _find_exact(text: str, anchor: Anchor) -> Iterator[AnchorMatch]:
    for start in _find_nearest(text, anchor.exact, anchor.start):
        end = start + len(anchor.exact)
        if graphemes.is_boundary(text, start) and graphemes.is_boundary(text, end):
            yield AnchorMatch(
                start, end, _score(text, anchor, start, end, quote=1.0), AnchorStatus.UNCONFIRMED
            )


def _find_nearest(text: str, quote: str, position: int) -> list[int]:
    """Return the starts of a quote that are nearest to a position.

    A long quote can occur at every second character, so they are not all searched. Those before the position are found
    in the reversed text, because `str.rfind` can take quadratic time.
    """
    after = islice(_find_starts(text, quote, position), _MAX_HITS)
    last = len(text) - len(quote)
    reversed_starts = _find_starts(text[::-1], quote[::-1], max(0, last - position + 1))
    before = (last - start for start in islice(reversed_starts, _MAX_HITS))
    return nsmallest(_MAX_HITS, sorted((*before, *after)), key=lambda start: abs(start - position))


def _find_starts(text: str, quote: str, start: int) -> Iterator[int]:
    start = text.find(quote, start)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _find_near(text: str, anchor: Anchor) -> Iterator[AnchorMatch]:
    size = len(anchor.exact)
    for match in _find_similar(text, anchor.exact):
        start, end = graphemes.floor(text, match.start), graphemes.ceil(text, match.end)
        score = _score(text, anchor, start, end, quote=1 - match.errors / size)
        if score >= _MIN_SCORE:
            yield AnchorMatch(start, end, score, AnchorStatus.UNCONFIRMED)


def _find_similar(text: str, quote: str) -> list[ApproximateMatch]:
    """Return the passages that are most similar to a quote.

    Of a very long quote, the beginning and the end are searched. The errors between are estimated, as the words that
    only one of both has.
    """
    if len(quote) <= 2 * _MAX_SEARCHED:
        most = min(_MAX_ERRORS, len(quote) // 2)
        return list(find_approximate(text, quote, max_errors=most, limit=_MAX_HITS))
    head, tail = (
        find_approximate(text, part, max_errors=_MAX_ERRORS, limit=1)
        for part in (quote[:_MAX_SEARCHED], quote[-_MAX_SEARCHED:])
    )
    return [
        ApproximateMatch(first.start, last.end, first.errors + last.errors + between)
        for first in head
        for last in tail
        if first.end <= last.start
        and (between := _count_other(quote[_MAX_SEARCHED:-_MAX_SEARCHED], text[first.end : last.start]))
        <= _MAX_ERRORS
    ]


def _count_other(left: str, right: str) -> int:
    """Return the length of the words that only one of two texts has."""
    ours, theirs = Counter(left.split()), Counter(right.split())
    return max(
        sum(len(word) * count for word, count in rest.items()) for rest in (ours - theirs, theirs - ours)
    )


def _score(text: str, anchor: Anchor, start: int, end: int, *, quote: float) -> float:
    """Return how well a position fits, from 0 to 1.

    The weights of quote, context and position are those of the annotation tool Hypothesis.
    """
    prefix = _similarity(anchor.prefix, text[max(0, start - len(anchor.prefix)) : start])
    suffix = _similarity(anchor.suffix, text[end : end + len(anchor.suffix)])
    position = 1 - abs(start - anchor.start) / max(len(text), anchor.start)
    weighted = (
        _QUOTE_WEIGHT * quote
        + _PREFIX_WEIGHT * prefix
        + _SUFFIX_WEIGHT * suffix
        + _POSITION_WEIGHT * position
    )
    return round(weighted / _WEIGHTS, 4)


def _similarity(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def to_utf16(text: str, position: int) -> int:
    """Convert a position in code points to an offset in UTF-16 code units.

    JavaScript counts in UTF-16 code units.
    """
    return len(text[:position].encode("utf-16-le")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Convert a UTF-16 offset to a position in code points.

    Raises InvalidInput if it is outside the text or inside a surrogate pair.
    """
    units = text.encode("utf-16-le")
    try:
        if not 0 <= 2 * offset <= len(units):
            raise InvalidInput(
                _("This offset is outside the text."),
                where=_("UTF-16 offset %(offset)s") % {"offset": offset},
            )
        return len(units[: 2 * offset].decode("utf-16-le"))
    except UnicodeDecodeError as error:
        raise InvalidInput(
            _("This offset is inside a character. Count whole characters."),
            where=_("UTF-16 offset %(offset)s") % {"offset": offset},
        ) from error
