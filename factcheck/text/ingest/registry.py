"""The table of readers, which of them a file needs, and the limits that hold for all of them."""

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
_MAX_BYTES_PER_CHARACTER = 20
_HEAD = 1024
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
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
    """A file's text, blocks and details. `limit` is the most characters that the text may have.

    What the bytes are decides, their name only where they do not tell. Raises InvalidInput, saying what would be
    right, for a file that is empty, binary, damaged, encrypted, too long, or has no text in it.
    """
    if not data:
        raise InvalidInput(_("This file is empty. Choose a file with the article’s text in it."))
    if len(data) > limit * _MAX_BYTES_PER_CHARACTER:
        most = limit * _MAX_BYTES_PER_CHARACTER
        raise InvalidInput(
            _("This file has %(count)s bytes; at most %(most)s are read. Save its text alone.")
            % {"count": f"{len(data):,}", "most": f"{most:,}"}
        )
    kind = detect_format(data, filename)
    found = READERS[kind](data)
    if not found.blocks:
        raise InvalidInput(_("There is no text in this file. Choose a file with the article’s text in it."))
    if len(found.text) > limit:
        raise InvalidInput(
            _("This text has %(count)s characters; at most %(limit)s are read. Split it into articles.")
            % {"count": f"{len(found.text):,}", "limit": f"{limit:,}"}
        )
    about = extract_details(found.text, found.blocks)
    return Document(
        title=found.title or about.title,
        text=found.text,
        blocks=found.blocks,
        source_name=found.source_name or about.source_name,
        source_url=found.source_url or about.source_url,
        language=about.language,
        kind=kind,
    )


def detect_format(data: bytes, filename: str) -> str:
    """The slug of the reader that these bytes need."""
    for start, why in _UNSUPPORTED:
        if data.startswith(start):
            raise InvalidInput(_(why))
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if _HTML.match(data[:_HEAD]):
        return "html"
    named = _EXTENSIONS.get(PurePath(filename).suffix.lower().lstrip("."), "txt")
    if named in ("pdf", "docx"):
        raise InvalidInput(
            _("This file is named .%(named)s but is not one. Save it again, or paste its text.")
            % {"named": named}
        )
    return named
