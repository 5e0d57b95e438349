"""Parsing of inline markup of Argdown: plain text, tags and links."""

import re
from dataclasses import dataclass

# Repetitions have limits, so that a text of opening brackets takes linear time.
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
    """The plain text, and the tags and links (name, URL) that were in it."""

    text: str
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def to_plain_text(raw: str) -> str:
    """Return the text without markup."""
    return parse_inline(raw).text


def parse_inline(raw: str) -> InlineText:
    """Parse `raw`. Shortcodes and mentions stay unchanged."""
    tags: list[str] = []
    links: list[tuple[str, str]] = []

    def replace_token(match: re.Match[str]) -> str:
        if match["escaped"]:
            return match["escaped"]
        if match["url"]:
            links.append((match["name"], match["url"]))
            return match["name"]
        if match["mark"]:
            return _TOKEN.sub(replace_token, match["inner"])
        if match["mention"]:
            return match[0]
        tags.append(match["long_tag"] or match["tag"])
        return ""

    bare = strip_unescaped(raw)
    text = _TOKEN.sub(replace_token, bare)
    # Removing a tag at the end leaves the space before it. An escaped space at the end belongs to the text.
    if tags and not re.search(r"\\[ \t]$", bare):
        text = text.rstrip(" \t")
    return InlineText(text, tuple(dict.fromkeys(tags)), tuple(links))


def strip_unescaped(raw: str) -> str:
    """Return `raw` without white space at its ends that is not escaped."""
    start = raw.lstrip(" \t\n")
    end = len(start.rstrip(" \t\n"))
    if end < len(start) and _PIECE.findall(start[:end])[-1:] == ["\\"]:
        end += 1
    return start[:end]
