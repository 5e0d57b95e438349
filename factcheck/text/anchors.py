"""Anchors: the position of a quote in a text that can change.

An anchor combines the TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation Data Model. Positions
are code points of the normalised text; the end is excluded. A match that is not certain says so, so that no quote
moves without anybody noticing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nsmallest

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text import graphemes
from factcheck.text.approximate_match import find_approximate

# The length of prefix and suffix that the Web Annotation tools use.
_CONTEXT_LENGTH = 32
_QUOTE_WEIGHT, _PREFIX_WEIGHT, _SUFFIX_WEIGHT, _POSITION_WEIGHT = 50, 20, 20, 2
_WEIGHTS = _QUOTE_WEIGHT + _PREFIX_WEIGHT + _SUFFIX_WEIGHT + _POSITION_WEIGHT
# Both limits bound the time of a search in a long text for a short or very long quote.
_MAX_ERRORS = 256
_MAX_HITS = 200
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
    starts = nsmallest(
        _MAX_HITS, _find_starts(text, anchor.exact), key=lambda start: abs(start - anchor.start)
    )
    for start in starts:
        end = start + len(anchor.exact)
        if graphemes.is_boundary(text, start) and graphemes.is_boundary(text, end):
            yield AnchorMatch(
                start, end, _score(text, anchor, start, end, quote=1.0), AnchorStatus.UNCONFIRMED
            )


def _find_starts(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _find_near(text: str, anchor: Anchor) -> Iterator[AnchorMatch]:
    size = len(anchor.exact)
    matches = find_approximate(text, anchor.exact, max_errors=min(_MAX_ERRORS, size // 2))
    for match in nsmallest(_MAX_HITS, matches, key=lambda match: match.errors):
        start, end = graphemes.floor(text, match.start), graphemes.ceil(text, match.end)
        score = _score(text, anchor, start, end, quote=1 - match.errors / size)
        if score >= _MIN_SCORE:
            yield AnchorMatch(start, end, score, AnchorStatus.UNCONFIRMED)


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
