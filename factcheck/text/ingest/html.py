"""The reader of saved web pages.

It returns the article without the rest of the page, with its structure.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml.html import tostring

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import ReaderOutput, TextBlock, assemble_blocks, to_one_line
from factcheck.text.ingest.encodings import decode
from factcheck.text.ingest.html_blocks import extract_blocks


def read_html(data: bytes, *, charset: str = "") -> ReaderOutput:
    """Return the article of a page with its structure, title, site and URL.

    If no article is found, the whole page is read, and what surrounds the text becomes boilerplate.
    """
    # Imported here because it takes over a second, and most processes never read a page.
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    page = load_html(data)
    if page is None:
        return ReaderOutput(*assemble_blocks(extract_blocks(decode(data))))
    metadata = extract_metadata(page)
    captions = _preserve_captions(page)
    whole = tostring(page, encoding="unicode")
    article = trafilatura.extract(page, output_format="html", include_comments=False)
    title = to_one_line(metadata.title or "")
    text, blocks = assemble_blocks(
        _with_title(_mark_captions(extract_blocks(article or whole), captions), title)
    )
    url = metadata.url or ""
    safe = url if url.startswith(("http://", "https://")) else ""
    return ReaderOutput(text, blocks, title, to_one_line(metadata.sitename or ""), safe)


def _preserve_captions(page: Any) -> frozenset[str]:
    """Rename figures to elements that trafilatura does not drop.

    Returns the text of their captions.
    """
    captions = set()
    for figure in list(page.iter("figure", "figcaption")):
        if figure.tag == "figcaption":
            captions.add(to_one_line(figure.text_content()))
        figure.tag = "p" if figure.tag == "figcaption" else "div"
    return frozenset(captions)


def _mark_captions(blocks: Iterable[TextBlock], captions: frozenset[str]) -> Iterator[TextBlock]:
    for block in blocks:
        yield TextBlock(block.text, BlockKind.CAPTION) if to_one_line(block.text) in captions else block


def _with_title(blocks: Iterator[TextBlock], title: str) -> Iterator[TextBlock]:
    """Return the blocks, with the title as a heading before them.

    It is not added if the page begins with it.
    """
    first = next(blocks, None)
    opening = [] if first is None else [first]
    if opening and title and to_one_line(opening[0].text) != title:
        opening.insert(0, TextBlock(title, BlockKind.HEADING))
    return chain(opening, blocks)
