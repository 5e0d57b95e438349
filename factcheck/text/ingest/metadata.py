"""Metadata that the text of an article contains: title, source and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.enums import BlockKind
from factcheck.text.blocks import find_blocks
from factcheck.text.boilerplate import parse_source_line
from factcheck.text.language import detect_language
from factcheck.text.types import Block, Span

_MAX_TITLE_LENGTH = 300
_URL = re.compile(
    r"(?:https?://|(?<![\w-])(?<![\w-]\.))((?:[\w-]++\.)+[a-z]{2,24})((?:[/?#][^\s)>\]]*+)?)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """The metadata of an article. What was not found is empty.

    `language` is an ISO 639-1 code.
    """

    title: str = ""
    source_name: str = ""
    source_url: str = ""
    language: str = ""


def extract_details(text: str, blocks: Sequence[Block] | None = None) -> ArticleDetails:
    """Return the title, source and language of a normalised text.

    The title is the first heading, else the first line.
    """
    blocks = find_blocks(text) if blocks is None else blocks
    name, url = _source(text, blocks)
    return ArticleDetails(_title(text, blocks), name, url, detect_language(text))


def _title(text: str, blocks: Sequence[Block]) -> str:
    kinds = (
        {BlockKind.HEADING} if any(block.kind is BlockKind.HEADING for block in blocks) else set(BlockKind)
    )
    first = next((Span(block.start, block.end).of(text) for block in blocks if block.kind in kinds), "")
    title = first.split("\n", 1)[0].lstrip("# ")
    return (
        title if len(title) <= _MAX_TITLE_LENGTH else title[: _MAX_TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    )


def _source(text: str, blocks: Sequence[Block]) -> tuple[str, str]:
    """Return name and URL from the last line that names a source."""
    for block in reversed(blocks):
        source = parse_source_line(text[block.start : block.end])
        if source:
            return _name_and_url(source)
    return "", ""


def _name_and_url(source: str) -> tuple[str, str]:
    url = _URL.search(source)
    if url is None:
        return source, ""
    name = source.replace(url[0], "").strip(" -–—|,()") or url[1].removeprefix("www.")
    return name, url[0] if "://" in url[0] else f"https://{url[0]}"
