"""Bytes to text and back, with a position in every refusal. All formats are UTF-8."""

import re
from codecs import BOM_UTF8

from factcheck.errors import InvalidInput

MAX_BYTES = 32 * 1024 * 1024
# What XML 1.0 excludes, and what the drawing languages pass on into broken files.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def decode(data: bytes) -> str:
    """The text of a file, without a byte order mark. Raises `InvalidInput` if too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            f"The file has {len(data):,} bytes; a map may have {MAX_BYTES:,} at most. Split it and import the parts."
        )
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise InvalidInput(
            "The file is not UTF-8 text. Save it as UTF-8.", where=at(before, len(before))
        ) from error


def encode(text: str) -> bytes:
    """UTF-8. Raises `InvalidInput` for a half surrogate, which is no character."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"The map holds U+{ord(text[error.start]):04X}, half of a character. Remove it.",
            where=f"near “{text[max(0, error.start - 20) : error.start]}”",
        ) from error


def at(text: str, offset: int) -> str:
    """ "line 3, column 7" for an offset in code points."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"line {text.count(chr(10), 0, offset) + 1}, column {offset - line_start + 1}"


def refuse_control(text: str, *, medium: str, where: str) -> None:
    """Refuse characters that `medium` cannot hold."""
    found = _CONTROL.search(text)
    if found:
        raise InvalidInput(
            f"{medium} cannot hold the control character U+{ord(found[0]):04X}. Remove it from the text, "
            "or take the map away as JSON, which keeps it.",
            where=where,
        )


def refuse_nul(text: str, *, medium: str, where: str) -> None:
    if "\0" in text:
        raise InvalidInput(
            f"{medium} cannot hold the character U+0000. Remove it from the text.", where=where
        )
