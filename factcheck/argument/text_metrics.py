"""Measures and wraps text of any script, and finds missing glyphs.

Widths are sums of the advances of the fonts. They are slightly too large where a text shaper would join letters, and
never too small. Lines break at spaces and between ideographs, and inside a word only if it is wider than the box.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import bidirectional

import regex

from factcheck.argument.fonts import ADVANCES, is_covered

ELLIPSIS = "…"
RIGHT_TO_LEFT = ("R", "AL")
# A card shows six lines, at most a few hundred characters. The rest of a long statement is not worth measuring.
MAX_TEXT_LENGTH = 3000

# Controls, surrogates, private use, unassigned, soft hyphen, and the marks, embeddings and isolates of UAX #9.
_INVISIBLE = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+"
)
_CLUSTER = regex.compile(r"\X")
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}]")
# Zero-width joiners, variation selectors and emoji tags change a glyph and have no width of their own.
_JOINERS = regex.compile(r"[\u200c\u200d\p{Variation_Selector}\U000e0020-\U000e007f]")
# Scripts that write words without spaces between them, in which a line can break after any character.
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# Closing punctuation stays with the ideograph before it, so that no line begins with it.
_CHUNK = regex.compile(rf"[{_WIDE}]\p{{M}}*[\p{{Pe}}\p{{Pf}}\p{{Po}}ー々]* ?|[^ {_WIDE}]+ ?")


@dataclass(frozen=True, slots=True)
class WrappedText:
    """A text in lines of a maximum width.

    A text that was `cut` ends with an ellipsis.
    """

    lines: tuple[str, ...]
    right_to_left: bool
    cut: bool


def visible_text(text: str) -> str:
    """Return the visible text as one line.

    It has no control or directional formatting characters, and single spaces only.
    """
    start = text[:MAX_TEXT_LENGTH]
    return " ".join(
        (start if start.isascii() and start.isprintable() else _INVISIBLE.sub(" ", start)).split()
    )


def measure_width(text: str, size: float) -> float:
    """Return the width of a line of text at a font size, in the unit of the size."""
    return size * measure_ems(text)


# Large enough for the different words of the largest maps, and bounded because worker processes live long.
@lru_cache(maxsize=65_536)
def measure_ems(text: str) -> float:
    """Return the width of a text in ems.

    Cached, because the same words occur in many statements.
    """
    if text.isascii():
        return sum(map(ADVANCES.__getitem__, text))
    return sum(_advance(cluster) for cluster in _CLUSTER.findall(text))


def _advance(cluster: str) -> float:
    """Return the width of a grapheme cluster in ems.

    Joined emoji are as wide as one, other clusters at most as the sum of their characters.
    """
    if len(cluster) == 1:
        return ADVANCES[cluster]
    advances = [ADVANCES[char] for char in _JOINERS.sub("", cluster)]
    return max(advances, default=0.0) if _EMOJI.search(cluster) else sum(advances)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is right-to-left.

    See rules P2 and P3 of UAX #9.
    """
    if text.isascii():
        return False
    strong = (bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def find_missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters for which no font has a glyph, each once."""
    if text.isascii():
        return ()
    chars = dict.fromkeys(_JOINERS.sub("", visible_text(text)))
    return tuple(char for char in chars if not is_covered(char))


def wrap_text(text: str, max_width: float, size: float, max_lines: int) -> WrappedText:
    """Return the text in at most `max_lines` lines.

    No line is wider than `max_width`, in the unit of the font size.
    """
    shown = visible_text(text)
    lines: list[str] = []
    for line in _break_lines(shown, max_width / size):
        if len(lines) == max_lines:
            lines[-1] = truncate_to_width(lines[-1] + ELLIPSIS, max_width, size)
            return WrappedText(tuple(lines), is_right_to_left(shown), cut=True)
        lines.append(line)
    return WrappedText(tuple(lines), is_right_to_left(shown), cut=False)


def truncate_to_width(line: str, max_width: float, size: float) -> str:
    """Return the line, or the part of it that fits before an ellipsis."""
    if measure_width(line, size) <= max_width:
        return line
    # Whole clusters only: cutting one would separate an accent or a joined emoji from its base.
    start, used = "", measure_ems(ELLIPSIS)
    for cluster in _CLUSTER.findall(line.removesuffix(ELLIPSIS)):
        used += measure_ems(cluster)
        if used * size > max_width:
            break
        start += cluster
    return start.rstrip() + ELLIPSIS


def _break_lines(text: str, max_ems: float) -> Iterator[str]:
    """Yield lines of at most `max_ems` ems.

    A space at the end of a line does not count.
    """
    line, used = "", 0.0
    for chunk, ems in _split_chunks(text, max_ems):
        if used + ems > max_ems and line and used + measure_ems(chunk.rstrip()) > max_ems:
            yield line.rstrip()
            line, used = "", 0.0
        line, used = line + chunk, used + ems
    if line:
        yield line.rstrip()


def _split_chunks(text: str, max_ems: float) -> Iterator[tuple[str, float]]:
    """Yield unbreakable parts with the space after them, and their widths in ems.

    A part is a word, an ideograph, or a grapheme cluster of a word that is wider than a line.
    """
    chunks = [f"{word} " for word in text.split()] if text.isascii() else _CHUNK.findall(text)
    for chunk in chunks:
        ems = measure_ems(chunk)
        if ems > max_ems:
            yield from ((cluster, measure_ems(cluster)) for cluster in _CLUSTER.findall(chunk))
        else:
            yield chunk, ems
