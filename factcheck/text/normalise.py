"""Normalisation of every text that is stored, so that positions in it stay valid.

Texts that look alike are stored alike, and nothing that a reader can see is dropped or moved to another line.
"""

import re
import unicodedata

_REPLACED = {
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0x000B: "\n",
    0x000C: "\n",
    0x0085: "\n",
    0x2028: "\n",
    0x2029: "\n\n",
    # The bullets of the fonts Symbol and Wingdings, which Word copies as private characters.
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "•",
    0xF0D8: "‣",
    0xF06C: "•",
    0xF06E: "▪",
    0xF076: "•",
}
# Joiners (U+200C, U+200D) and direction marks (U+200E, U+200F, U+061C) carry meaning and stay. Embeddings, overrides
# and isolates are dropped: they can display another text than the one that is stored (UTR #36).
_MEANINGLESS = "\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_DROPPED = re.compile(f"[{_MEANINGLESS}{_CONTROLS}]")
_LINE_END = re.compile("\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def normalise(raw: str) -> str:
    """Return the text as it is stored, displayed, hashed and counted in.

    Unicode form NFC, with "\\n" as line end. Control characters, byte order marks, soft hyphens and zero-width
    characters without meaning are dropped; no-break spaces become spaces; half a surrogate pair becomes U+FFFD.
    Spaces, tabs and blank lines stay. Idempotent: `normalise(normalise(raw)) == normalise(raw)`.
    """
    text = _LINE_END.sub("\n", _DROPPED.sub("", raw)).translate(_REPLACED)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", text)
