"""The table of readers, the choice of one for a file, and their limits."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.text.ingest.captions import read_captions
from factcheck.text.ingest.document import Document, ReaderOutput
from factcheck.text.ingest.docx import read_docx
from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.formats import detect_format
from factcheck.text.ingest.html import read_html
from factcheck.text.ingest.mail import read_mail
from factcheck.text.ingest.metadata import extract_details
from factcheck.text.ingest.pdf import read_pdf
from factcheck.text.ingest.plain_text import read_plain

READERS: Mapping[str, Callable[[bytes], ReaderOutput]] = MappingProxyType(
    {
        "txt": read_plain,
        "html": read_html,
        "docx": read_docx,
        "pdf": read_pdf,
        "mail": read_mail,
        "captions": read_captions,
    }
)
# Markup, fonts and pictures make a file larger than its text. Larger files are refused before they are parsed.
_MAX_BYTES_PER_CHARACTER = 20


def check_file(data: bytes, *, filename: str, limit: int) -> str:
    """Return the slug of the reader for a file, from its size and its first bytes only.

    Raises UnreadableFile for a file that no reader takes.
    """
    if not data:
        raise unreadable("empty")
    most = limit * _MAX_BYTES_PER_CHARACTER
    if len(data) > most:
        raise unreadable("too_large", count=f"{len(data):,}", most=f"{most:,}")
    return detect_format(data, filename)


def read_document(data: bytes, *, filename: str, limit: int) -> Document:
    """Read a file of at most `limit` characters of text.

    The content decides which reader is used; the name is considered only if the content is ambiguous. Raises
    UnreadableFile, with advice, for a file that is empty, binary, damaged, encrypted, too long, or without text.
    """
    kind = check_file(data, filename=filename, limit=limit)
    output = READERS[kind](data)
    if not output.blocks:
        raise unreadable("no_text")
    if len(output.text) > limit:
        raise unreadable("too_long", count=f"{len(output.text):,}", limit=f"{limit:,}")
    details = extract_details(output.text, output.blocks)
    return Document(
        title=output.title or details.title,
        text=output.text,
        blocks=output.blocks,
        source_name=output.source_name or details.source_name,
        source_url=output.source_url or details.source_url,
        language=details.language,
        kind=kind,
        warnings=output.warnings,
    )
