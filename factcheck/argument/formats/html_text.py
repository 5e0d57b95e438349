"""Plain text of node texts that an editor wrote as HTML.

OVA, for instance, stores `&nbsp;`, `<br>` and `<b>` in the texts of AIF nodes.
"""

import re
from html import unescape

_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
# Raised numbers keep their meaning: 10<sup>6</sup> is not 106.
_RAISED = re.compile(r"<sup\b[^<>]{0,200}>", re.IGNORECASE)
# Only the names of HTML elements, since "<5 million>" and "a < b" are text.
_TAG = re.compile(
    r"</?(?:a|b|big|center|code|div|em|font|h[1-6]|i|img|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|tt|u|ul)"
    r"(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def to_plain_text(raw: str) -> str:
    """Return the text without tags of HTML and with its character references replaced."""
    if "<" not in raw and "&" not in raw:
        return raw
    text = _RAISED.sub("^", _BREAK.sub(" ", raw))
    text = _REFERENCE.sub(_unescape, _TAG.sub("", text))
    return text.strip() if text != raw else raw


def _unescape(match: re.Match[str]) -> str:
    text = unescape(match[0])
    return " " if text == "\xa0" else text
