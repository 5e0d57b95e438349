"""A saved web page: the article in it, told from what stands around it, with its structure."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml.html import tostring

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import ReaderOutput, TextBlock, assemble_blocks, to_one_line
from factcheck.text.ingest.html_blocks import extract_blocks
from factcheck.text.ingest.plain_text import decode


def read_html(data: bytes) -> ReaderOutput:
    """The page's article with headings, lists, quotations and captions; its title, site and address.

    Where no article can be told from the rest, the whole page is read, and what surrounds it is boilerplate.
    """
    # Imported here and nowhere else: it costs over a second, and most processes never read a page.
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    page = load_html(data)
    if page is None:
        return ReaderOutput(*assemble_blocks(extract_blocks(decode(data))))
    about = extract_metadata(page)
    captions = _preserve_captions(page)
    whole = tostring(page, encoding="unicode")
    article = trafilatura.extract(page, output_format="html", include_comments=False)
    title = to_one_line(about.title or "")
    text, blocks = assemble_blocks(
        _with_title(_mark_captions(extract_blocks(article or whole), captions), title)
    )
    url = about.url or ""
    safe = url if url.startswith(("http://", "https://")) else ""
    return ReaderOutput(text, blocks, title, to_one_line(about.sitename or ""), safe)


def _preserve_captions(page: Any) -> frozenset[str]:
    """Make figures survive the extraction, which drops them whole; the words of their captions."""
    captions = set()
    for figure in list(page.iter("figure", "figcaption")):
        if figure.tag == "figcaption":
            captions.add(to_one_line(figure.text_content()))
        figure.tag = "p" if figure.tag == "figcaption" else "div"
    return frozenset(captions)


def _mark_captions(pieces: Iterable[TextBlock], captions: frozenset[str]) -> Iterator[TextBlock]:
    for piece in pieces:
        yield TextBlock(piece.text, BlockKind.CAPTION) if to_one_line(piece.text) in captions else piece


def _with_title(pieces: Iterator[TextBlock], title: str) -> Iterator[TextBlock]:
    """The pieces, headed by the title where the page does not print it as its first words."""
    first = next(pieces, None)
    opening = [] if first is None else [first]
    if opening and title and to_one_line(opening[0].text) != title:
        opening.insert(0, TextBlock(title, BlockKind.HEADING))
    return chain(opening, pieces)
