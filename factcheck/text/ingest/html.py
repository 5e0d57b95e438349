"""The reader of saved web pages.

It returns the article without the rest of the page, with its structure.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml.html import tostring

from factcheck.enums import BlockKind
from factcheck.stored_messages import StoredMessage, message
from factcheck.text.ingest.document import ReaderOutput, TextBlock, assemble_blocks, to_one_line
from factcheck.text.ingest.html_blocks import extract_blocks
from factcheck.text.ingest.html_page import decode_page, ensure_simple, write_out_marks

# Names of classes that sites give the paragraph between headline and text.
_LEAD_CLASS = re.compile(
    r"(?:^|[-_\s])(?:lead|lede|leadin|standfirst|dek|deck|teaser|intro|introduction|subhead|subheadline"
    r"|subtitle|summary|abstract|vorspann|chapo|chapeau|entradilla|bajada)(?:$|[-_\s])",
    re.IGNORECASE,
)
_OUTSIDE = ("nav", "aside", "footer", "form", "a")
_MIN_LEAD_WORDS = 5
_MAX_LEADS = 3
_MAX_LEAD_CHILDREN = 5
_MIN_LOST_WORDS = 8


def read_html(data: bytes, *, charset: str = "") -> ReaderOutput:
    """Return the article of a page with its structure, title, site and URL.

    `charset` is the label of the server. If no article is found, the whole page is read, and what surrounds the text
    becomes boilerplate. Raises UnreadableFile for markup that no program writes.
    """
    # Imported here because it takes over a second, and most processes never read a page.
    import trafilatura
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    markup, warnings = decode_page(data, charset)
    ensure_simple(markup)
    page = load_html(markup)
    if page is None:
        return ReaderOutput(*assemble_blocks(extract_blocks(markup)), warnings=warnings)
    metadata = extract_metadata(page)
    warnings += write_out_marks(page)
    captions = _preserve_captions(page)
    leads = _find_leads(page)
    whole = tostring(page, encoding="unicode")
    article = trafilatura.extract(page, output_format="html", include_comments=False)
    title = to_one_line(metadata.title or "")
    found = list(_mark_captions(extract_blocks(article or whole), captions))
    if article:
        found = _with_leads(found, leads)
        warnings += _lost_paragraphs(found, extract_blocks(whole))
    text, blocks = assemble_blocks(_with_title(iter(found), title))
    url = metadata.url or ""
    safe = url if url.startswith(("http://", "https://")) else ""
    return ReaderOutput(text, blocks, title, to_one_line(metadata.sitename or ""), safe, warnings)


def _find_leads(page: Any) -> list[str]:
    """Return the paragraphs between headline and text: those beside the headline, or of a class with such a name."""
    headline = next(page.iter("h1"), None)
    header = None if headline is None else next(headline.iterancestors("header"), None)
    found = [] if header is None else list(header.iter("p", "h2"))
    found += [
        item
        for item in page.iter("p", "div", "h2")
        if _LEAD_CLASS.search(item.get("class") or "") and len(item) <= _MAX_LEAD_CHILDREN
    ]
    texts = [to_one_line(item.text_content()) for item in found if _is_inside_article(item)]
    return [text for text in dict.fromkeys(texts) if len(text.split()) >= _MIN_LEAD_WORDS][:_MAX_LEADS]


def _is_inside_article(item: Any) -> bool:
    return next(item.iterancestors(*_OUTSIDE), None) is None and next(item.iter("a", "time"), None) is None


def _with_leads(blocks: list[TextBlock], leads: list[str]) -> list[TextBlock]:
    """Return the blocks with the leads that were lost, after the headline."""
    have = {to_one_line(block.text) for block in blocks}
    lost = [TextBlock(lead) for lead in leads if not any(lead in text for text in have)]
    at = 1 if blocks and blocks[0].kind is BlockKind.HEADING else 0
    return blocks[:at] + lost + blocks[at:]


def _lost_paragraphs(found: list[TextBlock], whole: list[TextBlock]) -> tuple[StoredMessage, ...]:
    """Return a warning if the page has paragraphs that are not in the article."""
    have = " ".join(to_one_line(block.text) for block in found)
    for block in whole:
        text = to_one_line(block.text)
        if block.kind is None and len(text.split()) >= _MIN_LOST_WORDS and text not in have:
            return (message("read.outside_article"),)
    return ()


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
