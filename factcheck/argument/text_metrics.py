"""Measures and wraps text of any script, and finds missing glyphs.

Widths are sums of the advances of the fonts. They are slightly too large where a text shaper would join letters, and
never too small. Lines break at spaces, between ideographs and between Thai words, inside a word only if it is wider
than the box, and never inside a grapheme cluster, such as a letter with its marks or joined emoji.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import bidirectional

import regex

from factcheck.argument.fonts import ADVANCES, STRONG_ADVANCES, is_covered, is_one_glyph
from factcheck.argument.thai_words import split_thai

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
# Scripts in which a line can break after any character, because of their rules or for want of a list of words.
_WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Lao}\p{Khmer}\p{Myanmar}"
# Brackets and closing punctuation stay with the ideograph beside them: no line begins with a comma.
_OPENING, _CLOSING = r"[\p{Ps}\p{Pi}]", r"[\p{Pe}\p{Pf}\p{Po}ー々]"
_CHUNK = regex.compile(
    rf"{_OPENING}*(?=[{_WIDE}])\X{_CLOSING}* ?|{_OPENING}*\p{{Thai}}+{_CLOSING}* ?|[^ {_WIDE}\p{{Thai}}]+ ?"
)
_THAI = regex.compile(r"\p{Thai}+")


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


def measure_width(text: str, size: float, *, strong: bool = False) -> float:
    """Return the width of a line of text at a font size, in the unit of the size."""
    return size * measure_ems(text, strong)


# Large enough for the different words of the largest maps, and bounded because worker processes live long.
@lru_cache(maxsize=65_536)
def measure_ems(text: str, strong: bool = False) -> float:
    """Return the width of a text in ems.

    Cached, because the same words occur in many statements.
    """
    advances = STRONG_ADVANCES if strong else ADVANCES
    if text.isascii():
        return sum(map(advances.__getitem__, text))
    return sum(_advance(cluster, advances) for cluster in _CLUSTER.findall(text))


def _advance(cluster: str, advances: Mapping[str, float]) -> float:
    """Return the width of a grapheme cluster in ems.

    Emoji that the font joins are as wide as one, other clusters at most as the sum of their characters.
    """
    if len(cluster) == 1:
        return advances[cluster]
    widths = [advances[char] for char in _JOINERS.sub("", cluster)]
    return max(widths, default=0.0) if _EMOJI.search(cluster) and is_one_glyph(cluster) else sum(widths)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is right-to-left.

    See rules P2 and P3 of UAX #9.
    """
    if text.isascii():
        return False
    strong = (bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def find_missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters for which no font has a glyph, each once.

    Emoji that are joined in a way that the font does not know, and are therefore drawn apart, count as one character.
    """
    if text.isascii():
        return ()
    shown = visible_text(text)
    chars = [char for char in dict.fromkeys(_JOINERS.sub("", shown)) if not is_covered(char)]
    joined = (cluster for cluster in _CLUSTER.findall(shown) if len(cluster) > 1 and _EMOJI.search(cluster))
    apart = [cluster for cluster in dict.fromkeys(joined) if not is_one_glyph(cluster)]
    return (*chars, *apart)


def wrap_text(
    text: str, max_width: float, size: float, max_lines: int, *, strong: bool = False
) -> WrappedText:
    """Return the text in at most `max_lines` lines.

    No line is wider than `max_width`, in the unit of the font size.
    """
    shown = visible_text(text)
    lines: list[str] = []
    for line in _break_lines(shown, max_width / size, strong):
        if len(lines) == max_lines:
            lines[-1] = truncate_to_width(lines[-1] + ELLIPSIS, max_width, size, strong=strong)
            return WrappedText(tuple(lines), is_right_to_left(shown), cut=True)
        lines.append(line)
    return WrappedText(tuple(lines), is_right_to_left(shown), cut=False)


def truncate_to_width(line: str, max_width: float, size: float, *, strong: bool = False) -> str:
    """Return the line, or the part of it that fits before an ellipsis."""
    if measure_width(line, size, strong=strong) <= max_width:
        return line
    # Whole clusters only: cutting one would separate an accent or a joined emoji from its base.
    start, used = "", measure_ems(ELLIPSIS, strong)
    for cluster in _CLUSTER.findall(line.removesuffix(ELLIPSIS)):
        used += measure_ems(cluster, strong)
        if used * size > max_width:
            break
        start += cluster
    return start.rstrip() + ELLIPSIS


def truncate_clusters(text: str, max_length: int) -> str:
    """Return the start of a text, of at most `max_length` characters. A grapheme cluster at its end is not cut."""
    if len(text) <= max_length or text.isascii():
        return text[:max_length]
    ends = [match.end() for match in _CLUSTER.finditer(text)]
    return text[: max((end for end in ends if end <= max_length), default=0)]


def _break_lines(text: str, max_ems: float, strong: bool) -> Iterator[str]:
    """Yield lines of at most `max_ems` ems.

    A space at the end of a line does not count.
    """
    if text.isascii():
        words = text.split()
        widths = [measure_ems(word, strong) for word in words]
        if max(widths, default=0.0) <= max_ems:
            return _break_at_spaces(words, widths, max_ems, measure_ems(" ", strong))
        return _break_between([f"{word} " for word in words], max_ems, strong)
    return _break_between(_split_words(text), max_ems, strong)


def _break_at_spaces(words: list[str], widths: list[float], max_ems: float, space: float) -> Iterator[str]:
    """Yield lines of words that all fit in a line. Most texts have only such words, so this is the quick way."""
    start, used = 0, 0.0
    for index, ems in enumerate(widths):
        if used + ems > max_ems:
            yield " ".join(words[start:index])
            start, used = index, 0.0
        used += ems + space
    if words:
        yield " ".join(words[start:])


def _break_between(chunks: Iterable[str], max_ems: float, strong: bool) -> Iterator[str]:
    """Yield lines of unbreakable parts that can have a space after them.

    A part is a word, an ideograph, or a grapheme cluster of a word that is wider than a line.
    """
    line, used = "", 0.0
    for chunk in chunks:
        for part in (chunk,) if measure_ems(chunk, strong) <= max_ems else _CLUSTER.findall(chunk):
            ems = measure_ems(part, strong)
            if used + ems > max_ems and line and used + measure_ems(part.rstrip(), strong) > max_ems:
                yield line.rstrip()
                line, used = "", 0.0
            line, used = line + part, used + ems
    if line:
        yield line.rstrip()


def _split_words(text: str) -> Iterator[str]:
    for chunk in _CHUNK.findall(text):
        if thai := _THAI.search(chunk):
            first, *words = split_thai(thai[0])
            words = [chunk[: thai.start()] + first, *words]
            yield from words[:-1]
            yield words[-1] + chunk[thai.end() :]
        else:
            yield chunk
