"""A plain text file: which encoding it is in, and that it is a text at all."""

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
    """The text as it stands, with the blocks that its lines show. Raises InvalidInput for anything binary."""
    text = normalise(decode(data))
    return ReaderOutput(text, find_blocks(text))


def decode(data: bytes) -> str:
    """By its byte order mark, else UTF-8 where that fits, else the likeliest encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data.removeprefix(mark), encoding)
    if b"\0" in data:
        raise InvalidInput(
            _("This file is not a text: it holds binary data. Upload a text, HTML, DOCX or PDF file.")
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
            _("This file says that it is %(encoding)s and then is not. Save it again as UTF-8.")
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
            _("This file is not a text: it holds binary data. Upload a text, HTML, DOCX or PDF file.")
        )
    return text
