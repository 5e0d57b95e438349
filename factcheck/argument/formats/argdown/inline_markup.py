"""What a stretch of Argdown says: its plain text, its tags and its links, with the markup taken off."""

import re
from dataclasses import dataclass

LINK = r"\[(?P<name>[^\]\[]{1,500})\]\((?P<url>[^)\s]{1,2000})\)"
_TOKEN = re.compile(
    r"\\(?P<escaped>.)"
    rf"|{LINK}"
    r"|(?P<mention>@(?:\[[^\]\[]{1,200}\]|<[^<>]{1,200}>))"
    r"|#(?:\((?P<long_tag>[^)(]{1,200})\)|(?P<tag>[\w-]+))[ \t]?"
    r"|(?<!\w)(?P<mark>\*\*|__|\*|_)(?!\s)(?P<inner>(?:\\.|(?!(?P=mark))[^\\])+)(?P=mark)(?!\w)",
    re.DOTALL,
)
_PIECE = re.compile(r"\\.|[^\\]|\\$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InlineText:
    """The plain text, and what was marked in it."""

    text: str
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def to_plain_text(raw: str) -> str:
    return parse_inline(raw).text


def parse_inline(raw: str) -> InlineText:
    """Read `raw`. Shortcodes and mentions stay as they are written."""
    tags: list[str] = []
    links: list[tuple[str, str]] = []

    def said(found: re.Match[str]) -> str:
        if found["escaped"]:
            return found["escaped"]
        if found["url"]:
            links.append((found["name"], found["url"]))
            return found["name"]
        if found["mark"]:
            return _TOKEN.sub(said, found["inner"])
        if found["mention"]:
            return found[0]
        tags.append(found["long_tag"] or found["tag"])
        return ""

    bare = strip_unescaped(raw)
    text = _TOKEN.sub(said, bare)
    # A tag at the end leaves the space before it; an escaped space at the end is meant.
    if tags and not re.search(r"\\[ \t]$", bare):
        text = text.rstrip(" \t")
    return InlineText(text, tuple(dict.fromkeys(tags)), tuple(links))


def strip_unescaped(raw: str) -> str:
    """`raw` without the white space around it, but with what is escaped."""
    start = raw.lstrip(" \t\n")
    end = len(start.rstrip(" \t\n"))
    if end < len(start) and _PIECE.findall(start[:end])[-1:] == ["\\"]:
        end += 1
    return start[:end]
