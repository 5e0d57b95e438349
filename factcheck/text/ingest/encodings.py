"""Decoding bytes of an unknown encoding, with warnings where that is a guess."""

import codecs
import re

from charset_normalizer import from_bytes

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.ingest.errors import unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_CONTROL_SHARE = 0.01
# What these labels mean by the WHATWG's encoding standard: browsers read the larger encoding.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16",
}
# A UTF-8 text that was cut or damaged in a few places has this many valid letters for each invalid byte.
_VALID_PER_BROKEN = 4
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# In Windows-1252 these are no letters; between two letters they show that the text is in another encoding.
_SYMBOL_IN_WORD = re.compile(r"[a-z][¡-¿×÷†‡ˆ˜¢-¬®-¿][a-z]")
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ’‘“”„‚–—…«»€£§°¡¿ºª·©®™•\xa0\xad]")
_MAX_GUESS_BYTES = 100_000


def decode(data: bytes, *, charset: str = "") -> str:
    """Return the text of some bytes; see `decode_with_warnings`."""
    return decode_with_warnings(data, charset=charset)[0]


def decode_with_warnings(data: bytes, *, charset: str = "") -> tuple[str, tuple[StoredMessage, ...]]:
    """Return a text, and warnings where its encoding was guessed or bytes were broken.

    By its byte order mark, else as UTF-8 if it is valid, else by the label `charset`, else as UTF-8 with a few broken
    bytes, else in the most likely encoding. Raises UnreadableFile for binary data.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_strictly(data.removeprefix(mark), encoding), ()
    if b"\0" in data:
        raise unreadable("binary")
    try:
        return _ensure_text(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        text, warnings = _decode_other(data, known_encoding(charset), first_broken=error.start)
        return _ensure_text(text), warnings


def known_encoding(label: str) -> str:
    """Return Python's name of the encoding that a label means on the web; empty if it is unknown."""
    try:
        name = codecs.lookup(label.strip()).name if label.strip() else ""
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(name, name)


def _decode_other(data: bytes, labelled: str, *, first_broken: int) -> tuple[str, tuple[StoredMessage, ...]]:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(len(run) for run in re.findall("[^\x00-\x7f\ufffd]+", text))
    if valid >= _VALID_PER_BROKEN * broken:
        return text, (message("read.broken_bytes", count=broken, at=first_broken + 1),)
    if labelled and labelled != "utf-8":
        text = data.decode(labelled, "replace")
        broken = text.count("\ufffd")
        return text, (message("read.broken_characters", count=broken),) if broken else ()
    encoding = _guess(data)
    return data.decode(encoding, "replace"), (message("read.guessed_encoding", encoding=encoding),)


def _guess(data: bytes) -> str:
    sample = data[:_MAX_GUESS_BYTES]
    western = _guess_western(sample)
    if western:
        return western
    best = from_bytes(sample).best()
    if best is None:
        raise unreadable("no_encoding")
    return best.encoding


def _guess_western(data: bytes) -> str:
    """Return the encoding of a text whose letters are mostly ASCII; empty if it does not look like one.

    A general guess from a few accented letters is often wrong. In Cyrillic or Greek whole words are beyond ASCII.
    """
    runs = _HIGH_RUN.findall(data)
    text = data.decode("cp1252", "replace")
    high = [character for character in text if character > "\x7f"]
    long = sum(len(run) for run in runs if len(run) > 2)
    is_western = long <= 0.1 * len(high) and all(map(_WESTERN.match, high))
    if not is_western or _SYMBOL_IN_WORD.search(text.lower()):
        return ""
    letters = set("".join(high).lower())
    if letters & set("øìèù") and letters & set("šž"):
        return "cp1250"  # Czech, Slovak, Slovenian: no language has ø beside š
    if letters & set("ýþð") and letters & set("üöç") and not letters & set("áíæ"):
        return "cp1254"  # Turkish; Icelandic has all of those
    return "cp1252"


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable("wrong_encoding", encoding=encoding.upper()) from error


def _ensure_text(text: str) -> str:
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if controls > len(text) * _MAX_CONTROL_SHARE:
        raise unreadable("binary")
    return text
