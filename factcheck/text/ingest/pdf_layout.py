"""Paragraphs from the lines of printed pages.

Running heads are separated, hyphenated words and paragraphs are joined. Uses geometry and text only, and knows nothing
of the PDF format.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from factcheck.enums import BlockKind
from factcheck.text.block_kinds import LIST_MARKER, TERMINALS
from factcheck.text.ingest.document import TextBlock

_PAGE_NUMBER = re.compile(
    r"\A\W*+(?:page|seite|página|p\.)?\s*+\d{1,4}(?:\s*+(?:/|of|von|de)\s*+\d{1,4})?\W*+", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
# Scripts without spaces between words: CJK punctuation, kana, Han, full-width forms.
_UNSPACED = re.compile(
    "[\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_HYPHENED = re.compile(r"(?<!\w)\w++-\w++")
# The lines at the top and bottom of a page that can be running heads, and the share of pages that has to repeat one:
# books print different heads on left and right pages.
_EDGE_LINES = 2
_REPEATED_SHARE = 0.4
# In units of the usual line distance, of the letter size, and of the usual letter size.
_WIDE_GAP = 1.3
_INDENT = 0.8
_HEADING_SIZE = 1.15
_MAX_HEADING_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line and its position, in points from the lower left corner of the page.

    `is_hyphenated` is true if its last word continues in the next line; `text` does not include that hyphen.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_hyphenated: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a picture, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def is_beside(self, line: PdfLine) -> bool:
        """Return whether a line has this height and does not cross the picture."""
        overlaps = self.bottom < line.top and line.bottom < self.top
        return overlaps and (line.right <= self.left or line.left >= self.right)


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    """A line of the running text, with its page, the right margin of its column, and the pictures beside it."""

    line: PdfLine
    page: int
    margin: float
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Typography:
    """The usual letter size, line distance and hyphenated compounds of a file."""

    size: float
    pitch: float
    compounds: frozenset[str]


def extract_page_blocks(
    pages: Sequence[Sequence[PdfLine]], obstacles: Sequence[Sequence[Box]] = ()
) -> Iterator[TextBlock]:
    """Yield the paragraphs of all pages in order; `obstacles` are the pictures of each page.

    Running heads, feet and page numbers follow the paragraph that they interrupt, as boilerplate.
    """
    repeated = _repeated(pages)
    heads = [_heads_and_feet(page, repeated) for page in pages]
    style = _measure_typography(pages)
    flow = [
        _place(line, number, page, obstacles[number] if obstacles else ())
        for number, page in enumerate(pages)
        for line in page
        if line not in heads[number]
    ]
    next_page = 0  # the first page whose heads and feet were not yielded yet
    for paragraph in _paragraphs(flow, style):
        for line in chain.from_iterable(heads[next_page : paragraph[0].page]):
            yield TextBlock(line.text, BlockKind.BOILERPLATE)
        next_page = max(next_page, paragraph[0].page)
        yield _to_block([item.line for item in paragraph], style)
    for line in chain.from_iterable(heads[next_page:]):
        yield TextBlock(line.text, BlockKind.BOILERPLATE)


def _edges(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the highest and lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE_LINES], *by_height[_EDGE_LINES:][-_EDGE_LINES:]]


def _repeated(pages: Sequence[Sequence[PdfLine]]) -> frozenset[tuple[str, int]]:
    """Return (text, height) of the lines that many pages repeat at their edges.

    Numbers in them can differ.
    """
    counts = Counter(key for page in pages for key in {_to_key(line) for line in _edges(page)})
    return frozenset(key for key, count in counts.items() if count > max(1, len(pages) * _REPEATED_SHARE))


def _heads_and_feet(page: Sequence[PdfLine], repeated: frozenset[tuple[str, int]]) -> list[PdfLine]:
    return [line for line in _edges(page) if _to_key(line) in repeated or _PAGE_NUMBER.fullmatch(line.text)]


def _to_key(line: PdfLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top)


def _measure_typography(pages: Sequence[Sequence[PdfLine]]) -> _Typography:
    sizes: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        sizes[round(line.size, 1)] += len(line.text)
    steps = [above.top - below.top for page in pages for above, below in pairwise(page)]
    pitches = sorted(step for step in steps if step > 1) or [0.0]
    compounds = chain.from_iterable(_HYPHENED.findall(line.text) for page in pages for line in page)
    return _Typography(
        size=max(sizes, key=sizes.__getitem__),
        # The lower quartile: in a text of short paragraphs, most distances are those between paragraphs.
        pitch=pitches[len(pitches) // 4],
        compounds=frozenset(word.lower() for word in compounds),
    )


def _place(line: PdfLine, number: int, page: Sequence[PdfLine], obstacles: Sequence[Box]) -> _PlacedLine:
    beside = _beside(line, obstacles)
    # Lines that begin at about the same distance from the edge belong to the same column. Beside a picture the column
    # is narrower.
    column = [
        other.right
        for other in page
        if abs(other.left - line.left) <= 3 * line.size and _beside(other, obstacles) == beside
    ]
    return _PlacedLine(line, number, max(column), beside)


def _beside(line: PdfLine, obstacles: Sequence[Box]) -> frozenset[int]:
    return frozenset(at for at, box in enumerate(obstacles) if box.is_beside(line))


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
    """Return whether a paragraph ends between two lines."""
    a, b = above.line, below.line
    if a.is_hyphenated:
        return False
    if abs(a.size - b.size) > 1 or LIST_MARKER.match(b.text) or _would_have_fitted(above, b):
        return True
    if above.page != below.page or b.top > a.top:
        return a.text[-1] in TERMINALS
    indented = (
        b.left - a.left > _INDENT * b.size
        and not LIST_MARKER.match(a.text)
        and above.beside == below.beside  # a picture at the left moves the text
    )
    return indented or a.top - b.top > _WIDE_GAP * style.pitch


def _would_have_fitted(above: _PlacedLine, below: PdfLine) -> bool:
    """Return whether the line had space for the first word of the next one.

    Then the break was intended.
    """
    a = above.line
    letter = (a.right - a.left) / max(len(a.text), 1)
    return a.right + letter * (len(below.text.split(maxsplit=1)[0]) + 1) < above.margin - letter


def _to_block(lines: Sequence[PdfLine], style: _Typography) -> TextBlock:
    text = lines[0].text
    for above, below in pairwise(lines):
        text += _joint(text, above, below.text, style) + below.text
    large = lines[0].size > style.size * _HEADING_SIZE and len(text) <= _MAX_HEADING_LENGTH
    return TextBlock(text, BlockKind.HEADING if large else None)


def _joint(text: str, above: PdfLine, following: str, style: _Typography) -> str:
    """Return what joins two lines.

    It is a space, but none in Chinese and Japanese; in a hyphenated word nothing, or the hyphen if the word is a
    compound.
    """
    if not above.is_hyphenated:
        return "" if _UNSPACED.match(text[-1:]) and _UNSPACED.match(following) else " "
    first = re.split(r"\W", text)[-1]
    second = re.match(r"\w*", following)
    compound = f"{first}-{second[0] if second else ''}".lower()
    return "-" if compound in style.compounds or not following[0].islower() else ""
