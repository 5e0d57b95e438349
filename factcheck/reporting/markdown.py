"""Reasons and notes that people wrote in Markdown, as safe HTML or as plain text.

CommonMark without raw HTML, and nh3 cleans the result as well. Images are left out: they would be fetched from
elsewhere when a reader opens the report.
"""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from factcheck.reporting.safe_urls import SAFE_SCHEMES

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(markdown: str) -> Markup:
    """Return HTML of paragraphs, lists, quotations, emphasis and web links only."""
    html = nh3.clean(
        _MARKDOWN.render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=set(SAFE_SCHEMES),
        link_rel="noopener noreferrer",
    )
    return Markup(html.strip())  # noqa: S704 - nh3 has cleaned it


def to_text(markdown: str) -> str:
    """Return the text alone: a blank line between paragraphs, a bullet before each list item."""
    return "\n\n".join(to_paragraphs(markdown))


def to_paragraphs(markdown: str) -> list[str]:
    """Return the text of each paragraph, list item and code block, in order."""
    paragraphs: list[str] = []
    bullet = ""
    for token in _MARKDOWN.parse(markdown):
        if token.type == "list_item_open":
            bullet = "• " if token.markup in "-*+" else f"{token.info}. "
        elif token.type in ("inline", "fence", "code_block"):
            paragraphs.append(bullet + _to_text(token))
            bullet = ""
    return paragraphs


def truncate(text: str, limit: int) -> str:
    """Return the text in at most `limit` characters, ending in an ellipsis if cut.

    The cut is after a word; a word that is longer than the limit is cut inside.
    """
    if len(text) <= limit:
        return text
    start = text[:limit].rpartition(" ")[0] or text[: limit - 1]
    return start.rstrip(" ,;:–—-") + "…"


def _to_text(token: Token) -> str:
    if token.children is None:
        return token.content.rstrip()
    return "".join("\n" if child.type.endswith("break") else child.content for child in token.children)
