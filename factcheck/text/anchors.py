"""Where a quote stands in a text, and where it went when the text changed.

After the Web Annotation Data Model's TextQuoteSelector and TextPositionSelector; positions are code points of the
normalised text, the end excluded. Nothing moves silently: what is not sure says so.
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

_CONTEXT_LENGTH = 32
_QUOTE_WEIGHT, _PREFIX_WEIGHT, _SUFFIX_WEIGHT, _POSITION_WEIGHT = 50, 20, 20, 2
_WEIGHTS = _QUOTE_WEIGHT + _PREFIX_WEIGHT + _SUFFIX_WEIGHT + _POSITION_WEIGHT
_MAX_ERRORS = 256
_MAX_HITS = 200
_CERTAIN_SCORE, _MIN_SCORE = 0.75, 0.5
_MIN_LEAD = 0.05


class AnchorStatus(StrEnum):
    """Whether the quote was found: certainly, perhaps (ask a person), or not."""

    SURE = "sure"
    ASK = "ask"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote with its place and up to 32 characters on either side."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class AnchorMatch:
    """The best place for an anchor; an orphan keeps the place that it had. `score` lies in 0..1."""

    start: int
    end: int
    score: float
    status: AnchorStatus


def create_anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`. Raises InvalidInput where that is empty, outside, or cuts a character."""
    if not 0 <= start < end <= len(text):
        raise InvalidInput(
            _("A quote has to lie within the text’s %(count)s characters and cannot be empty.")
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

    Exact hits are ranked by their context and distance; the old place counts only where the quote still stands.
    Without any, the nearest words are searched, and a person has to confirm them always. A hit with a close rival
    is not sure either, unless everything stands where it stood.
    """
    if not anchor.exact:
        return _orphan(anchor)
    exact = sorted(_find_exact(text, anchor), key=_best_first)
    if not exact:
        return min(_find_near(text, anchor), key=_best_first, default=_orphan(anchor))
    best, *others = exact
    unchanged = best.start == anchor.start and best.score == 1
    rivalled = bool(others) and best.score - others[0].score < _MIN_LEAD
    if unchanged or (best.score >= _CERTAIN_SCORE and not rivalled):
        return replace(best, status=AnchorStatus.SURE)
    return best


def _best_first(hit: AnchorMatch) -> tuple[float, int]:
    return -hit.score, hit.start


def _orphan(anchor: Anchor) -> AnchorMatch:
    return AnchorMatch(anchor.start, anchor.end, 0.0, AnchorStatus.ORPHAN)


def _find_exact(text: str, anchor: Anchor) -> Iterator[AnchorMatch]:
    starts = nsmallest(
        _MAX_HITS, _find_starts(text, anchor.exact), key=lambda start: abs(start - anchor.start)
    )
    for start in starts:
        end = start + len(anchor.exact)
        if graphemes.is_boundary(text, start) and graphemes.is_boundary(text, end):
            yield AnchorMatch(start, end, _score(text, anchor, start, end, quote=1.0), AnchorStatus.ASK)


def _find_starts(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _find_near(text: str, anchor: Anchor) -> Iterator[AnchorMatch]:
    size = len(anchor.exact)
    matches = find_approximate(text, anchor.exact, most_errors=min(_MAX_ERRORS, size // 2))
    for match in nsmallest(_MAX_HITS, matches, key=lambda match: match.errors):
        start, end = graphemes.floor(text, match.start), graphemes.ceil(text, match.end)
        score = _score(text, anchor, start, end, quote=1 - match.errors / size)
        if score >= _MIN_SCORE:
            yield AnchorMatch(start, end, score, AnchorStatus.ASK)


def _score(text: str, anchor: Anchor, start: int, end: int, *, quote: float) -> float:
    """How well a place fits, by the weights that Hypothesis uses for the quote, its context and its position."""
    prefix = _similarity(anchor.prefix, text[max(0, start - len(anchor.prefix)) : start])
    suffix = _similarity(anchor.suffix, text[end : end + len(anchor.suffix)])
    position = 1 - abs(start - anchor.start) / max(len(text), anchor.start)
    weighed = (
        _QUOTE_WEIGHT * quote
        + _PREFIX_WEIGHT * prefix
        + _SUFFIX_WEIGHT * suffix
        + _POSITION_WEIGHT * position
    )
    return round(weighed / _WEIGHTS, 4)


def _similarity(before: str, now: str) -> float:
    return SequenceMatcher(None, before, now, autojunk=False).ratio()


def to_utf16(text: str, position: int) -> int:
    """The UTF-16 offset, as JavaScript counts, of a position in code points."""
    return len(text[:position].encode("utf-16-le")) // 2


def from_utf16(text: str, offset: int) -> int:
    """The position in code points of a UTF-16 offset. Raises InvalidInput where it lies outside or in a pair."""
    units = text.encode("utf-16-le")
    try:
        if not 0 <= 2 * offset <= len(units):
            raise InvalidInput(
                _("This offset lies outside the text."),
                where=_("UTF-16 offset %(offset)s") % {"offset": offset},
            )
        return len(units[: 2 * offset].decode("utf-16-le"))
    except UnicodeDecodeError as error:
        raise InvalidInput(
            _("This offset lies inside a character. Count whole characters."),
            where=_("UTF-16 offset %(offset)s") % {"offset": offset},
        ) from error
