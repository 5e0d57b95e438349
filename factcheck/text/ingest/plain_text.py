"""The reader of plain text files.

It detects the encoding, and refuses what is not text.
"""

import codecs

from charset_normalizer import from_bytes

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text.blocks import find_blocks
from factcheck.text.ingest.document import ReaderOutput
from factcheck.text.normalise import normalise

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_CONTROL_SHARE = 0.01


def read_plain(data: bytes) -> ReaderOutput:
    """Return the text and its blocks. Raises InvalidInput for binary data."""
    text = normalise(decode(data))
    return ReaderOutput(text, find_blocks(text))


def decode(data: bytes) -> str:
    """Decode a text of unknown encoding.

    By its byte order mark, else as UTF-8 if that is valid, else in the most likely encoding. Raises InvalidInput for
    binary data.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data.removeprefix(mark), encoding)
    if b"\0" in data:
        raise InvalidInput(
            _("This file is not a text: it contains binary data. Upload a text, HTML, DOCX or PDF file.")
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_guessed(data)
    return _ensure_text(text)


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInput(
            _("This file is marked as %(encoding)s but is not valid %(encoding)s. Save it again as UTF-8.")
            % {"encoding": encoding.upper()}
        ) from error


def _decode_guessed(data: bytes) -> str:
    best = from_bytes(data).best()
    if best is None:
        raise InvalidInput(_("This file is not a text in any known encoding. Save it as UTF-8."))
    return str(best)


def _ensure_text(text: str) -> str:
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if controls > len(text) * _MAX_CONTROL_SHARE:
        raise InvalidInput(
            _("This file is not a text: it contains binary data. Upload a text, HTML, DOCX or PDF file.")
        )
    return text
