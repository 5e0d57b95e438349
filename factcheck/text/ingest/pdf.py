"""The reader of PDF files: every line with its position on the page.

`pdf_layout` joins lines to paragraphs.
"""

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from factcheck.text.ingest.document import ReaderOutput, assemble_blocks, to_one_line
from factcheck.text.ingest.errors import UnreadableFile, unreadable
from factcheck.text.ingest.pdf_layout import PdfLine, extract_page_blocks

_MAX_PAGES = 2_000
# Programs write titles such as "untitled" into the metadata, so a title counts only if the text begins with it.
_TITLE_SEARCH_LENGTH = 2_000
# PDFium reports a hyphen at the end of a line by this character and leaves out the line end after it.
_BROKEN_WORD = "\x02"
_HYPHENS = f"{_BROKEN_WORD}-\u00ad\u2010"


def read_pdf(data: bytes) -> ReaderOutput:
    """Return the paragraphs and headings of a PDF, and its title.

    Raises UnreadableFile if the file is encrypted, damaged, too long, or contains only pictures of text.
    """
    try:
        with pypdfium2.PdfDocument(data) as file:
            pages, title = _pages(file), to_one_line(file.get_metadata_value("Title"))
    except pypdfium2.PdfiumError as error:
        raise _explain(str(error)) from error
    if not any(pages):
        raise unreadable("pdf_pictures")
    text, blocks = assemble_blocks(extract_page_blocks(pages))
    return ReaderOutput(text, blocks, title if title in text[:_TITLE_SEARCH_LENGTH] else "")


def _pages(file: pypdfium2.PdfDocument) -> list[list[PdfLine]]:
    if len(file) > _MAX_PAGES:
        raise unreadable("pdf_too_many_pages", count=len(file), most=_MAX_PAGES)
    return [list(_lines(file[number].get_textpage())) for number in range(len(file))]


def _explain(reason: str) -> UnreadableFile:
    if "password" in reason.lower() or "security" in reason.lower():
        return unreadable("pdf_encrypted")
    return unreadable("pdf_damaged")


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[PdfLine]:
    """Yield the lines of one page in the order of the file."""
    text = "".join(chr(raw.FPDFText_GetUnicode(page, at)) for at in range(page.count_chars()))
    start = 0
    for at, character in enumerate(f"{text}\n"):
        if character in "\r\n" or (at > start and text[at - 1] == _BROKEN_WORD):
            if text[start:at].strip():
                yield _line(page, text, start, at)
            start = at + (character in "\r\n")


def _line(page: pypdfium2.PdfTextPage, text: str, start: int, end: int) -> PdfLine:
    line = text[start:end]
    first = start + len(line) - len(line.lstrip())
    last = start + len(line.rstrip()) - 1
    left, bottom, _, top = page.get_charbox(first, loose=True)
    _, _, right, _ = page.get_charbox(last - (text[last] == _BROKEN_WORD and last > first), loose=True)
    line = line.strip()
    return PdfLine(
        text=line.rstrip(_HYPHENS) if len(line) > 1 and line[-1] in _HYPHENS else line,
        is_hyphenated=len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalpha(),
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        size=raw.FPDFText_GetFontSize(page, first),
    )
