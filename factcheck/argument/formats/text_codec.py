"""Decoding and encoding of files. All formats are UTF-8.

Errors have a position in the file.
"""

import re
from codecs import BOM_UTF8

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

# A map of 100,000 items of 300 bytes is about 30 MB.
MAX_BYTES = 32 * 1024 * 1024
# The characters that XML 1.0 excludes. Graphviz and Mermaid copy them into XML that is then broken.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def decode(data: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises `InvalidInput` if it is too large or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            _("The file has %(count)s bytes; a map may have %(most)s at most. Split it and import the parts.")
            % {"count": f"{len(data):,}", "most": f"{MAX_BYTES:,}"}
        )
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise InvalidInput(
            _("The file is not UTF-8 text. Save it as UTF-8."), where=locate(before, len(before))
        ) from error


def encode(text: str) -> bytes:
    """Return the text as UTF-8.

    Raises `InvalidInput` for a lone surrogate, which is not a character.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            _("The map contains U+%(code)s, half of a character. Remove it.")
            % {"code": f"{ord(text[error.start]):04X}"},
            where=_("near “%(before)s”") % {"before": text[max(0, error.start - 20) : error.start]},
        ) from error


def locate(text: str, offset: int) -> str:
    """Return a position such as "line 3, column 7" for an offset in code points."""
    line_start = text.rfind("\n", 0, offset) + 1
    return format_position(text.count("\n", 0, offset) + 1, offset - line_start + 1)


def format_position(line: int, column: int = 0) -> str:
    """Return a position for people, without the column if it is not known."""
    position = _("line %(line)s, column %(column)s") if column else _("line %(line)s")
    return position % {"line": line, "column": column}


def ensure_no_control(text: str, *, medium: str, where: str) -> None:
    """Raise `InvalidInput` for control characters.

    Files of `medium` cannot contain them.
    """
    found = _CONTROL.search(text)
    if found:
        raise InvalidInput(
            _(
                "%(medium)s cannot contain the control character U+%(code)s. Remove it from the text, or "
                "export the map as JSON, which can."
            )
            % {"medium": medium, "code": f"{ord(found[0]):04X}"},
            where=where,
        )


def ensure_no_nul(text: str, *, medium: str, where: str) -> None:
    """Raise `InvalidInput` for the character U+0000.

    Files of `medium` cannot contain it.
    """
    if "\0" in text:
        raise InvalidInput(
            _("%(medium)s cannot contain the character U+0000. Remove it from the text.")
            % {"medium": medium},
            where=where,
        )
