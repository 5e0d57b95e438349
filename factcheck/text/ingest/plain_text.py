"""The reader of plain text files."""

from factcheck.text.blocks import find_blocks
from factcheck.text.ingest.document import ReaderOutput
from factcheck.text.ingest.encodings import decode_with_warnings
from factcheck.text.normalise import normalise


def read_plain(data: bytes) -> ReaderOutput:
    """Return the text and its blocks. Raises UnreadableFile for binary data."""
    decoded, warnings = decode_with_warnings(data)
    text = normalise(decoded)
    return ReaderOutput(text, find_blocks(text), warnings=warnings)
