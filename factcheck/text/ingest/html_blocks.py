"""The blocks of some HTML in reading order.

`html` decides which part of a page is the article.
"""

from html.parser import HTMLParser

from factcheck.enums import BlockKind
from factcheck.text.ingest.document import TextBlock

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt", "tr"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTATION,
}
_BREAKING = frozenset(_KINDS) | {
    *("address", "article", "aside", "br", "center", "details", "div", "dl", "fieldset", "figure", "footer"),
    *(
        "form",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "ul",
    ),
}
_HIDDEN = frozenset(
    {"head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"}
)
_OUTSIDE_ARTICLE = frozenset({"aside", "footer", "header", "nav"})
_TRACKED = frozenset(_KINDS) | _HIDDEN | _OUTSIDE_ARTICLE | {"table"}
_CELLS = frozenset({"td", "th"})


class _BlockParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[TextBlock] = []
        self._open: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CELLS and "".join(self._words).strip():
            self._words.append(" | ")
        self._break(tag)
        if tag in _TRACKED:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not _HIDDEN.intersection(self._open):
            self._words.append(data)

    def _break(self, tag: str) -> None:
        """End the current block.

        A row of a table is one block, whatever its cells contain.
        """
        if tag in _BREAKING and ("tr" not in self._open or tag in ("tr", "table")):
            self.flush()
        elif tag in _BREAKING:
            self._words.append(" ")

    def flush(self) -> None:
        kind = next((_KINDS[tag] for tag in reversed(self._open) if tag in _KINDS), None)
        if _OUTSIDE_ARTICLE.intersection(self._open):
            kind = BlockKind.BOILERPLATE
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.blocks.append(TextBlock(text, kind))


def extract_blocks(markup: str) -> list[TextBlock]:
    """Return the blocks of some HTML in reading order.

    Headings, list items, table rows, quotations, captions and paragraphs.
    """
    parser = _BlockParser()
    parser.feed(markup)
    parser.close()
    parser.flush()
    return parser.blocks
