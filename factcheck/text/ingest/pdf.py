"""The reader of PDF files: every line with its position on the page.

`pdf_layout` joins lines to paragraphs.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.ingest.document import ReaderOutput, assemble_blocks, to_one_line
from factcheck.text.ingest.errors import UnreadableFile, unreadable
from factcheck.text.ingest.pdf_layout import Box, PdfLine, extract_page_blocks
from factcheck.text.ingest.pdf_lines import read_lines

_MAX_PAGES = 2_000
# Programs write titles such as "untitled" into the metadata, so a title counts only if the text begins with it.
_TITLE_SEARCH_LENGTH = 2_000
# In points, and as a share of the page's width: pictures that text can run beside.
_MIN_PICTURE = 30
_MAX_PICTURE_SHARE = 0.8
_DRAWN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
_MAX_PICTURES = 50  # of one page; a drawing of more parts is no picture beside a text
# Where so many lines have so few letters, the letters do not stand in the order of the text.
_TINY = 2
_MIN_TINY_LINES = 10
_MAX_TINY_SHARE = 0.3


def read_pdf(data: bytes) -> ReaderOutput:
    """Return the paragraphs and headings of a PDF, and its title.

    Raises UnreadableFile if the file is encrypted, damaged, too long, or contains only pictures of text.
    """
    try:
        with pypdfium2.PdfDocument(data) as file:
            pages = _pages(file)
            title = to_one_line(file.get_metadata_value("Title"))
    except pypdfium2.PdfiumError as error:
        raise _explain(str(error)) from error
    if not any(page.lines for page in pages):
        raise unreadable("pdf_pictures")
    text, blocks = assemble_blocks(
        extract_page_blocks([page.lines for page in pages], [page.obstacles for page in pages])
    )
    shown = title if title in text[:_TITLE_SEARCH_LENGTH] else ""
    return ReaderOutput(text, blocks, shown, warnings=tuple(_warnings(pages)))


def _warnings(pages: list["_Page"]) -> Iterator[StoredMessage]:
    numbered = sum(page.line_numbers for page in pages)
    if numbered:
        yield message("read.line_numbers", count=numbered)
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.lines and page.obstacles]
    if empty:
        yield message("read.pages_without_text", count=len(empty), pages=", ".join(empty[:20]))
    lines = [line for page in pages for line in page.lines]
    tiny = sum(len(line.text) <= _TINY for line in lines)
    if len(lines) >= _MIN_TINY_LINES and tiny > _MAX_TINY_SHARE * len(lines):
        yield message("read.page_layout")


class _Page(NamedTuple):
    lines: list[PdfLine]
    obstacles: list[Box]
    line_numbers: int


def _pages(file: pypdfium2.PdfDocument) -> list[_Page]:
    if len(file) > _MAX_PAGES:
        raise unreadable("pdf_too_many_pages", count=len(file), most=_MAX_PAGES)
    return [_read_page(file[number]) for number in range(len(file))]


def _read_page(page: pypdfium2.PdfPage) -> _Page:
    lines, count = read_lines(page.get_textpage())
    return _Page(lines, list(islice(_obstacles(page), _MAX_PICTURES)), count)


def _obstacles(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Yield the boxes of the pictures that text can run beside."""
    width = page.get_width()
    for item in page.get_objects(filter=_DRAWN, max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if _MIN_PICTURE <= right - left < _MAX_PICTURE_SHARE * width and top - bottom >= _MIN_PICTURE:
            yield Box(left, bottom, right, top)


def _explain(reason: str) -> UnreadableFile:
    if "password" in reason.lower() or "security" in reason.lower():
        return unreadable("pdf_encrypted")
    return unreadable("pdf_damaged")
