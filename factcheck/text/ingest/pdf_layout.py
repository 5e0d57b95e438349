"""Paragraphs out of the lines of printed pages: running heads told apart, broken words and paragraphs mended.

Geometry and words alone; nothing here knows the PDF format.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from factcheck.enums import BlockKind
from factcheck.text.block_kinds import LIST_MARKER, TERMINALS
from factcheck.text.ingest.document import TextBlock

_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_HYPHENED = re.compile(r"\w+-\w+")
_EDGE_LINES = 2
_REPEATED_SHARE = 0.4
_WIDE_GAP = 1.3
_INDENT = 0.8
_HEADING_SIZE = 1.15
_MAX_HEADING_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line and its place, in points from the page's lower left corner.

    `broken` says that its last word is hyphenated and goes on in the next line; `text` is without that hyphen.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    """A line of the running text: its page, and how far right its column goes there."""

    line: PdfLine
    page: int
    margin: float


@dataclass(frozen=True, slots=True)
class _Typography:
    """How the file is set: its usual letter size and distance from line to line, its compounds with hyphens."""

    size: float
    pitch: float
    compounds: frozenset[str]


def extract_page_blocks(pages: Sequence[Sequence[PdfLine]]) -> Iterator[TextBlock]:
    """The paragraphs of all pages in order; heads, feet and page numbers come behind the paragraph they cut."""
    repeated = _repeated(pages)
    heads = [_heads_and_feet(page, repeated) for page in pages]
    style = _measure_typography(pages)
    flow = [
        _PlacedLine(line, number, _right_margin(line, page))
        for number, page in enumerate(pages)
        for line in page
        if line not in heads[number]
    ]
    told = 0
    for paragraph in _paragraphs(flow, style):
        for line in chain.from_iterable(heads[told : paragraph[0].page]):
            yield TextBlock(line.text, BlockKind.BOILERPLATE)
        told = max(told, paragraph[0].page)
        yield _to_block([item.line for item in paragraph], style)
    for line in chain.from_iterable(heads[told:]):
        yield TextBlock(line.text, BlockKind.BOILERPLATE)


def _edges(page: Sequence[PdfLine]) -> list[PdfLine]:
    """The highest and lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE_LINES], *by_height[_EDGE_LINES:][-_EDGE_LINES:]]


def _repeated(pages: Sequence[Sequence[PdfLine]]) -> frozenset[tuple[str, int]]:
    """Words at the same height of many pages' edges, whatever number stands in them."""
    seen = Counter(place for page in pages for place in {_placed(line) for line in _edges(page)})
    return frozenset(place for place, times in seen.items() if times > max(1, len(pages) * _REPEATED_SHARE))


def _heads_and_feet(page: Sequence[PdfLine], repeated: frozenset[tuple[str, int]]) -> list[PdfLine]:
    return [line for line in _edges(page) if _placed(line) in repeated or _PAGE_NUMBER.fullmatch(line.text)]


def _placed(line: PdfLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top)


def _measure_typography(pages: Sequence[Sequence[PdfLine]]) -> _Typography:
    sizes: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        sizes[round(line.size, 1)] += len(line.text)
    steps = [above.top - below.top for page in pages for above, below in pairwise(page)]
    compounds = chain.from_iterable(_HYPHENED.findall(line.text) for page in pages for line in page)
    return _Typography(
        size=max(sizes, key=sizes.__getitem__),
        pitch=median([step for step in steps if step > 1] or [0]),
        compounds=frozenset(word.lower() for word in compounds),
    )


def _right_margin(line: PdfLine, page: Sequence[PdfLine]) -> float:
    return max(other.right for other in page if abs(other.left - line.left) <= 3 * line.size)


def _paragraphs(flow: Sequence[_PlacedLine], style: _Typography) -> Iterator[list[_PlacedLine]]:
    paragraph = list(flow[:1])
    for above, below in pairwise(flow):
        if _ends_paragraph(above, below, style):
            yield paragraph
            paragraph = []
        paragraph.append(below)
    if paragraph:
        yield paragraph


def _ends_paragraph(above: _PlacedLine, below: _PlacedLine, style: _Typography) -> bool:
    """Whether a paragraph ends between two lines."""
    a, b = above.line, below.line
    if a.broken:
        return False
    if abs(a.size - b.size) > 1 or LIST_MARKER.match(b.text) or _would_have_fitted(above, b):
        return True
    if above.page != below.page or b.top > a.top:
        return a.text[-1] in TERMINALS
    indented = b.left - a.left > _INDENT * b.size and not LIST_MARKER.match(a.text)
    return indented or a.top - b.top > _WIDE_GAP * style.pitch


def _would_have_fitted(above: _PlacedLine, below: PdfLine) -> bool:
    """Whether the next line's first word had room behind the line above, so that someone chose to break."""
    a = above.line
    letter = (a.right - a.left) / max(len(a.text), 1)
    return a.right + letter * (len(below.text.split(maxsplit=1)[0]) + 1) < above.margin - letter


def _to_block(lines: Sequence[PdfLine], style: _Typography) -> TextBlock:
    words = lines[0].text
    for above, below in pairwise(lines):
        words += _joint(words, above, below.text, style) + below.text
    large = lines[0].size > style.size * _HEADING_SIZE and len(words) <= _MAX_HEADING_LENGTH
    return TextBlock(words, BlockKind.HEADING if large else None)


def _joint(words: str, above: PdfLine, following: str, style: _Typography) -> str:
    """What goes between two lines: a space, or at a broken word nothing, or its hyphen if that belongs to it."""
    if not above.broken:
        return " "
    first = re.split(r"\W", words)[-1]
    second = re.match(r"\w*", following)
    compound = f"{first}-{second[0] if second else ''}".lower()
    return "-" if compound in style.compounds or not following[0].islower() else ""
