"""The table of readers, the choice of one for a file, and their limits."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop
from factcheck.text.ingest.document import Document, ReaderOutput
from factcheck.text.ingest.docx import read_docx
from factcheck.text.ingest.html import read_html
from factcheck.text.ingest.metadata import extract_details
from factcheck.text.ingest.pdf import read_pdf
from factcheck.text.ingest.plain_text import read_plain

READERS: Mapping[str, Callable[[bytes], ReaderOutput]] = MappingProxyType(
    {"txt": read_plain, "html": read_html, "docx": read_docx, "pdf": read_pdf}
)
# Markup, fonts and pictures make a file larger than its text. Larger files are refused before they are parsed.
_MAX_BYTES_PER_CHARACTER = 20
_HEAD_LENGTH = 1024
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSUPPORTED = (
    (
        b"\xd0\xcf\x11\xe0",
        gettext_noop("This is an old Word file (.doc) or another old Office file. Save it as DOCX."),
    ),
    (b"{\\rtf", gettext_noop("This is an RTF file. Save it as DOCX or as plain text.")),
)
_EXTENSIONS = {"pdf": "pdf", "docx": "docx", "html": "html", "htm": "html", "xhtml": "html"}


def read_document(data: bytes, *, filename: str, limit: int) -> Document:
    """Read a file of at most `limit` characters of text.

    The content decides which reader is used; the name is considered only if the content is ambiguous. Raises
    InvalidInput, with advice, for a file that is empty, binary, damaged, encrypted, too long, or without text.
    """
    if not data:
        raise InvalidInput(_("This file is empty. Choose a file with the article’s text in it."))
    if len(data) > limit * _MAX_BYTES_PER_CHARACTER:
        most = limit * _MAX_BYTES_PER_CHARACTER
        raise InvalidInput(
            _("This file has %(count)s bytes; the limit is %(most)s. Save only its text.")
            % {"count": f"{len(data):,}", "most": f"{most:,}"}
        )
    kind = detect_format(data, filename)
    output = READERS[kind](data)
    if not output.blocks:
        raise InvalidInput(_("There is no text in this file. Choose a file with the article’s text in it."))
    if len(output.text) > limit:
        raise InvalidInput(
            _("This text has %(count)s characters; the limit is %(limit)s. Split it into articles.")
            % {"count": f"{len(output.text):,}", "limit": f"{limit:,}"}
        )
    details = extract_details(output.text, output.blocks)
    return Document(
        title=output.title or details.title,
        text=output.text,
        blocks=output.blocks,
        source_name=output.source_name or details.source_name,
        source_url=output.source_url or details.source_url,
        language=details.language,
        kind=kind,
    )


def detect_format(data: bytes, filename: str) -> str:
    """Return the slug of the reader for these bytes.

    Raises InvalidInput for an unsupported format.
    """
    for signature, advice in _UNSUPPORTED:
        if data.startswith(signature):
            raise InvalidInput(_(advice))
    if b"%PDF-" in data[:_HEAD_LENGTH]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(data[:_HEAD_LENGTH]):
        return "html"
    named = _EXTENSIONS.get(PurePath(filename).suffix.lower().lstrip("."), "txt")
    if named in ("pdf", "docx"):
        raise InvalidInput(
            _("This file is named .%(named)s but is not one. Save it again, or paste its text.")
            % {"named": named}
        )
    return named
