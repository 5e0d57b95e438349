"""Classification of a block by its own text.

Caption, byline, boilerplate, heading or running text. One table of patterns, tried in order. `blocks` corrects the
result by the neighbouring blocks.
"""

import re
from collections.abc import Callable

from factcheck.enums import BlockKind
from factcheck.text.boilerplate import is_boilerplate

TERMINALS = ".!?:;,…。！？：；，؟؛۔।॥"
LIST_MARKER = re.compile(
    r"(?:[-*+•‣◦▪●·–]|\(?\d{1,3}[.)]|\([a-zA-Z]\)|[a-zA-Z]\)|\(?[ivx]{1,5}\))[ \t]+(?=\S)"
)
_MAX_HEADING_WORDS = 20
_MAX_HEADING_LENGTH = 160
_ENDS_OR_BREAKS_OFF = re.compile(r"[.!?:;,…。！？：；，؟؛۔।॥—–-][\"'”’»)\]」』]*(?:\s*\[[^\]]{1,20}\])*$")
_SENTENCE_INSIDE = re.compile(r"[.!?。！？]\s+\S+\s+\S+\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6} +\S")
_QUOTE_MARKS = {'"': '"', "“": "”", "„": "“", "«": "»", "»": "«", "「": "」", "『": "』", "‘": "’"}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?[a-z]{2,5})?)?"
_DATE = re.compile(
    rf"{_DAY}(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}\.? {_MONTH},? \d{{4}}"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日){_CLOCK}",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Von|Por|Par|(?:Text|Written|Story) by) {_NAME}"
    rf"(?:,? (?:and |y |und |et |& )?{_NAME}){{0,8}}(?: ?[|,/•·–—-] ?.{{1,60}})?"
)
_CREDITS = re.compile(
    r"\(?(?:(?:additional )?reporting|writing|editing|compiled|translation) by .{2,200}"
    r"|(?:published|updated|posted|last updated|last modified|first published)\b:?(?: on)? .{0,20}\d.{0,40}",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"(?:(?:photo|image|picture|photograph|illustration|graphic|video|screenshot|file photo|caption|credit)s?"
    r"(?: (?:by|credit|courtesy of|from))?|foto|bild|imagen|crédito|图片|圖片|写真)\s?[:：/|]",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"(?:figure|fig\.|table|chart|map|exhibit|abbildung|tabelle|figura|图|圖|表) ?\d++(?:[.:-]\d++)*+"
    r"(?!,| (?:shows|is|illustrates|depicts|presents|lists|gives|below|above|and)\b)",
    re.IGNORECASE,
)
_MAX_CAPTION_LENGTH = 400
_CAPTION_END = re.compile(
    r"(?:(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)s?(?: credit)?: [^.]{2,60}\.?"
    r"|[/|(] ?(?:AFP|AP|EPA|dpa|PA|Reuters|Getty Images|Shutterstock|Unsplash|Wikimedia Commons)\b[^.]{0,40}\.?)$"
)


def _is_quotation(line: str) -> bool:
    if line.startswith("> "):
        return True
    closing = _QUOTE_MARKS.get(line[0])
    if closing is None:
        return False
    ends = line.find(closing, 1)
    return ends < 0 or len(line) - ends <= 2


def _is_caption(line: str) -> bool:
    return len(line) <= _MAX_CAPTION_LENGTH and _CAPTION_END.search(line) is not None


def _is_heading(line: str) -> bool:
    if _MARKDOWN_HEADING.match(line):
        return True
    if (
        "\n" in line
        or len(line) > _MAX_HEADING_LENGTH
        or line[0].islower()
        or _ENDS_OR_BREAKS_OFF.search(line)
    ):
        return False
    return len(line.split()) <= _MAX_HEADING_WORDS and not _SENTENCE_INSIDE.search(line)


_PATTERNS: tuple[tuple[BlockKind, Callable[[str], object]], ...] = (
    (BlockKind.BOILERPLATE, is_boilerplate),
    (BlockKind.BYLINE, _CREDITS.fullmatch),
    (BlockKind.BYLINE, _BYLINE.fullmatch),
    (BlockKind.BYLINE, _DATE.fullmatch),
    (BlockKind.CAPTION, _CAPTION_START.match),
    (BlockKind.CAPTION, FIGURE.match),
    (BlockKind.LIST_ITEM, LIST_MARKER.match),
    (BlockKind.QUOTATION, _is_quotation),
    (BlockKind.CAPTION, _is_caption),
    (BlockKind.HEADING, _is_heading),
)


def classify_block(block: str) -> BlockKind:
    """Return the kind of the first pattern that matches the trimmed text.

    Returns a paragraph if none does.
    """
    return next((kind for kind, matches in _PATTERNS if matches(block)), BlockKind.PARAGRAPH)
