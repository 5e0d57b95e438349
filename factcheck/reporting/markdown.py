"""Reasons and notes that people wrote in Markdown, as safe HTML or as plain text.

CommonMark without raw HTML; the result is cleaned once more by nh3. Pictures are left out: a report shows
only what it was given.
"""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.reporting.html.markup import Html
from factcheck.reporting.safe_urls import SAFE_SCHEMES

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(markdown: str) -> Html:
    """HTML of paragraphs, lists, quotations, emphasis and web links, and of nothing else."""
    return Html(
        nh3.clean(
            _MARKDOWN.render(markdown),
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=set(SAFE_SCHEMES),
            link_rel="noopener noreferrer",
        ).strip()
    )


def to_text(markdown: str) -> str:
    """The words alone: paragraphs parted by a blank line, items of a list led by a bullet."""
    return "\n\n".join(to_paragraphs(markdown))


def to_paragraphs(markdown: str) -> list[str]:
    """The text of each paragraph, list item and code block, in order."""
    found: list[str] = []
    lead = ""
    for token in _MARKDOWN.parse(markdown):
        if token.type == "list_item_open":
            lead = "• " if token.markup in "-*+" else f"{token.info}. "
        elif token.type in ("inline", "fence", "code_block"):
            found.append(lead + _to_text(token))
            lead = ""
    return found


def truncate(text: str, limit: int) -> str:
    """The text, cut behind a word (a word too long for it inside) and ended with an ellipsis."""
    if len(text) <= limit:
        return text
    kept = text[:limit].rpartition(" ")[0] or text[: limit - 1]
    return kept.rstrip(" ,;:–—-") + "…"


def _to_text(token: Token) -> str:
    if token.children is None:
        return token.content.rstrip()
    return "".join("\n" if child.type.endswith("break") else child.content for child in token.children)
