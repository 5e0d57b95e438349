"""The reader of Word documents: what Word shows, in reading order."""

from typing import Any

from factcheck.stored_messages import StoredMessage, message
from factcheck.text.ingest.document import ReaderOutput, TextBlock, assemble_blocks
from factcheck.text.ingest.docx_package import DocxPackage
from factcheck.text.ingest.docx_styles import Styles
from factcheck.text.ingest.docx_walker import Walker
from factcheck.text.ingest.encodings import decode
from factcheck.text.ingest.errors import unreadable
from factcheck.text.ingest.html_blocks import extract_blocks


def read_docx(data: bytes) -> ReaderOutput:
    """Return the text with headings, lists, tables, quotations, captions and notes, and what was left out.

    Raises UnreadableFile if the file is damaged, encrypted, too large, or not a Word document.
    """
    return _read(data, depth=0)


def _read(data: bytes, *, depth: int) -> ReaderOutput:
    package = DocxPackage(data)
    root = package.xml(package.main)
    if root is None:
        raise unreadable("docx_no_main_part")
    styles = Styles(package.xml(package.related("styles")))
    walker = Walker(styles, lambda identifier: _read_chunk(package, identifier, depth))
    walker.read_body(root)
    for kind in ("footnotes", "endnotes"):
        walker.read_notes(kind, package.xml(package.related(kind)))
    text, blocks = assemble_blocks(walker.blocks)
    return ReaderOutput(text, blocks, warnings=_warnings(walker))


def _read_chunk(package: DocxPackage, identifier: str, depth: int) -> list[TextBlock]:
    """Return the blocks of a part that is included as a file of its own."""
    name = package.relationships(package.main).get(identifier, ("", ""))[1]
    data, suffix = package.read(name), name.rpartition(".")[2].lower()
    if data and suffix in ("htm", "html", "xhtml"):
        return extract_blocks(decode(data))
    if data and suffix == "txt":
        return [TextBlock(line) for line in decode(data).splitlines() if line.strip()]
    if data and suffix in ("docx", "docm") and depth < 1:
        included = _read(data, depth=depth + 1)
        return [TextBlock(included.text[block.start : block.end], block.kind) for block in included.blocks]
    raise unreadable("docx_included_part", name=name or identifier)


def _warnings(walker: Walker) -> tuple[StoredMessage, ...]:
    found: list[StoredMessage] = []
    for code, words in walker.left_out.items():
        found.append(message(f"read.{code}", words=_quote(words)))
    for code, count in walker.counts.items():
        found.append(message(f"read.{code}", count=count))
    if walker.unknown:
        found.append(message("read.unknown_elements", names=", ".join(sorted(walker.unknown)[:10])))
    return tuple(found)


def _quote(words: list[Any]) -> str:
    shown = ", ".join(f"“{' '.join(word.split())[:60]}”" for word in words[:5])
    return f"{shown} …" if len(words) > 5 else shown
