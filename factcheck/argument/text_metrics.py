"""Measures and wraps text for boxes of a fixed width: safe for every script, and honest about missing glyphs.

Widths are sums of the fonts' own advances, a little too wide where a shaper would join letters, never too narrow.
Lines break at spaces, between ideographs, and inside a word only where it is wider than its box.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import bidirectional

import regex

from factcheck.argument.fonts import ADVANCES, is_covered

ELLIPSIS = "…"
RIGHT_TO_LEFT = ("R", "AL")
MAX_TEXT_LENGTH = 3000

_UNSEEN = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)
_CLUSTER = regex.compile(r"\X")
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}]")
_JOINERS = regex.compile(r"[\u200c\u200d\p{Variation_Selector}\U000e0020-\U000e007f]")
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_CHUNK = regex.compile(rf"[{_WIDE}]\p{{M}}*[\p{{Pe}}\p{{Pf}}\p{{Po}}ー々]* ?|[^ {_WIDE}]+ ?")


@dataclass(frozen=True, slots=True)
class WrappedText:
    """A text in lines, each no wider than asked; cut with an ellipsis if it had more."""

    lines: tuple[str, ...]
    right_to_left: bool
    cut: bool


def visible_text(text: str) -> str:
    """The text as one line of what can be seen: no control, no invisible turn of direction, single spaces."""
    start = text[:MAX_TEXT_LENGTH]
    return " ".join((start if start.isascii() and start.isprintable() else _UNSEEN.sub(" ", start)).split())


def measure_width(text: str, size: float) -> float:
    """How wide a line of text is at a font size, in the unit of the size."""
    return size * measure_ems(text)


@lru_cache(maxsize=65_536)
def measure_ems(text: str) -> float:
    """How wide a text is in ems. Words come again and again, so their widths are kept."""
    if text.isascii():
        return sum(map(ADVANCES.__getitem__, text))
    return sum(_advance(cluster) for cluster in _CLUSTER.findall(text))


def _advance(cluster: str) -> float:
    """Joined emoji are one picture; all else at most the sum of its characters."""
    if len(cluster) == 1:
        return ADVANCES[cluster]
    advances = [ADVANCES[char] for char in _JOINERS.sub("", cluster)]
    return max(advances, default=0.0) if _EMOJI.search(cluster) else sum(advances)


def is_right_to_left(text: str) -> bool:
    """The direction of the first letter that has one (rules P2 and P3 of UAX #9)."""
    if text.isascii():
        return False
    strong = (bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def find_missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters that no font has a glyph for, each once, in order."""
    if text.isascii():
        return ()
    chars = dict.fromkeys(_JOINERS.sub("", visible_text(text)))
    return tuple(char for char in chars if not is_covered(char))


def wrap_text(text: str, room: float, size: float, most_lines: int) -> WrappedText:
    """The text in at most `most_lines` lines that fit `room`."""
    shown = visible_text(text)
    lines: list[str] = []
    for line in _lines(shown, room / size):
        if len(lines) == most_lines:
            lines[-1] = truncate_to_width(lines[-1] + ELLIPSIS, room, size)
            return WrappedText(tuple(lines), is_right_to_left(shown), cut=True)
        lines.append(line)
    return WrappedText(tuple(lines), is_right_to_left(shown), cut=False)


def truncate_to_width(line: str, room: float, size: float) -> str:
    """The line, or as much of it as fits with an ellipsis after it."""
    if measure_width(line, size) <= room:
        return line
    kept, used = "", measure_ems(ELLIPSIS)
    for cluster in _CLUSTER.findall(line.removesuffix(ELLIPSIS)):
        used += measure_ems(cluster)
        if used * size > room:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def _lines(text: str, room: float) -> Iterator[str]:
    """The text in lines of at most `room` ems; a space at the end of a line takes no room."""
    line, used = "", 0.0
    for chunk, wide in _chunks(text, room):
        if used + wide > room and line and used + measure_ems(chunk.rstrip()) > room:
            yield line.rstrip()
            line, used = "", 0.0
        line, used = line + chunk, used + wide
    if line:
        yield line.rstrip()


def _chunks(text: str, room: float) -> Iterator[tuple[str, float]]:
    """What must not be broken, with the space after it: words, ideographs; clusters of a word wider than the room."""
    chunks = [f"{word} " for word in text.split()] if text.isascii() else _CHUNK.findall(text)
    for chunk in chunks:
        wide = measure_ems(chunk)
        if wide > room:
            yield from ((cluster, measure_ems(cluster)) for cluster in _CLUSTER.findall(chunk))
        else:
            yield chunk, wide
