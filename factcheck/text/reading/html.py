"""A saved web page: the article in it, told from what stands around it, with its structure."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml.html import tostring

from factcheck.enums import BlockKind
from factcheck.text.reading.document import Found, Piece, assemble, one_line
from factcheck.text.reading.markup import pieces_of
from factcheck.text.reading.plain import decode


def read_html(data: bytes) -> Found:
    """The page's article with headings, lists, quotations and captions; its title, site and address.

    Where no article can be told from the rest, the whole page is read, and what surrounds it is boilerplate.
    """
    # Imported here and nowhere else: it costs over a second, and most processes never read a page.
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    page = load_html(data)
    if page is None:
        return Found(*assemble(pieces_of(decode(data))))
    about = extract_metadata(page)
    captions = _keep_captions(page)
    whole = tostring(page, encoding="unicode")
    article = trafilatura.extract(page, output_format="html", include_comments=False)
    title = one_line(about.title or "")
    text, blocks = assemble(_titled(_captioned(pieces_of(article or whole), captions), title))
    url = about.url or ""
    safe = url if url.startswith(("http://", "https://")) else ""
    return Found(text, blocks, title, one_line(about.sitename or ""), safe)


def _keep_captions(page: Any) -> frozenset[str]:
    """Make figures survive the extraction, which drops them whole; the words of their captions."""
    captions = set()
    for figure in list(page.iter("figure", "figcaption")):
        if figure.tag == "figcaption":
            captions.add(one_line(figure.text_content()))
        figure.tag = "p" if figure.tag == "figcaption" else "div"
    return frozenset(captions)


def _captioned(pieces: Iterable[Piece], captions: frozenset[str]) -> Iterator[Piece]:
    for piece in pieces:
        yield Piece(piece.text, BlockKind.CAPTION) if one_line(piece.text) in captions else piece


def _titled(pieces: Iterator[Piece], title: str) -> Iterator[Piece]:
    """The pieces, headed by the title where the page does not print it as its first words."""
    first = next(pieces, None)
    opening = [] if first is None else [first]
    if opening and title and one_line(opening[0].text) != title:
        opening.insert(0, Piece(title, BlockKind.HEADING))
    return chain(opening, pieces)
