"""Parsing of inline markup of Argdown: plain text, tags and links."""

import re
from dataclasses import dataclass

# Repetitions have limits, so that a text of opening brackets takes linear time.
LINK = r"\[(?P<name>[^\]\[]{1,500})\]\((?P<url>(?:[^()\s]|\([^()\s]{0,500}\)){1,2000})\)"
_TOKEN = re.compile(
    r"\\(?P<escaped>.)"
    rf"|{LINK}"
    r"|(?P<mention>@(?:\[[^\]\[]{1,200}\]|<[^<>]{1,200}>))"
    r"|#(?:\((?P<long_tag>[^)(]{1,200})\)|(?P<tag>[\w-]+))"
    r"|(?<!\w)(?P<mark>\*\*|__|\*|_)(?!\s)(?P<inner>(?:\\.|(?!(?P=mark))[^\\])+)(?P=mark)(?!\w)",
    re.DOTALL,
)
_SENTENCE_ENDS = (*".!?…。！？:;,)]}\"'”’»",)
_TAG = re.compile(r"[ \t]?#(?:\([^)(]{1,200}\)|[\w-]+)")
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
    """Parse `raw`. Shortcodes and mentions stay unchanged.

    So do tags inside the text: "the #MeToo movement". Tags behind the text only classify it and are left out.
    """
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
        if _tag(match):
            tags.append(_tag(match))
        return match[0]

    bare = strip_unescaped(raw)
    end, last_tags = _find_last_tags(bare)
    text = _TOKEN.sub(replace_token, bare if end == len(bare) else strip_unescaped(bare[:end]))
    return InlineText(text, tuple(dict.fromkeys([*tags, *last_tags])), tuple(links))


def _find_last_tags(bare: str) -> tuple[int, list[str]]:
    """Return where the tags behind a text begin, and the tags.

    "#tag" can be the last word of a sentence, so it is behind the text only if the sentence has ended.
    """
    run: list[re.Match[str]] = []
    position = 0
    for match in _TOKEN.finditer(bare):
        if not _tag(match) or bare[position : match.start()].strip():
            run = []
        if _tag(match):
            run.append(match)
        position = match.end()
    if bare[position:].strip():
        return len(bare), []
    if not run:
        return len(bare), []
    # From this one on all are long tags, which cannot be words of the sentence.
    certain = max((index + 1 for index, tag in enumerate(run) if not tag["long_tag"]), default=0)
    before = [bare[: run[0].start()].rstrip(), *(tag[0] for tag in run[:-1])]
    begins = (i for i, text in enumerate(before) if i >= certain or not text or text.endswith(_SENTENCE_ENDS))
    first = next(begins, None)
    return (len(bare), []) if first is None else (run[first].start(), [_tag(tag) for tag in run[first:]])


def _tag(match: re.Match[str]) -> str:
    return match["long_tag"] or match["tag"] or ""


def without_tags(text: str) -> str:
    """Return a plain text without its tags, to compare two mentions of a statement."""
    return _TAG.sub("", text).strip()


def strip_unescaped(raw: str) -> str:
    """Return `raw` without white space at its ends that is not escaped."""
    start = raw.lstrip(" \t\n")
    end = len(start.rstrip(" \t\n"))
    if end < len(start) and _PIECE.findall(start[:end])[-1:] == ["\\"]:
        end += 1
    return start[:end]
