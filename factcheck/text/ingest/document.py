"""Documents: the result of reading a file.

Their blocks are exact spans of one normalised text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.enums import BlockKind
from factcheck.stored_messages import StoredMessage
from factcheck.text.block_kinds import classify_block
from factcheck.text.blocks import refine_kinds
from factcheck.text.normalise import normalise
from factcheck.text.types import Block

_SPACES = re.compile(r"\s+")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `kind` is the slug of its reader.

    Metadata that was not found is empty. `warnings` say what was left out, or may have been read wrongly.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    source_name: str
    source_url: str
    language: str
    kind: str
    warnings: tuple[StoredMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The text of one block in a structured file.

    Without a kind, the text is classified.
    """

    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class ReaderOutput:
    """What a reader found in the bytes, before metadata is derived from the text."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    source_name: str = ""
    source_url: str = ""
    warnings: tuple[StoredMessage, ...] = ()


def assemble_blocks(text_blocks: Iterable[TextBlock]) -> tuple[str, tuple[Block, ...]]:
    """Join blocks to one normalised text with blank lines between them.

    Returns the text and the spans of the blocks.
    """
    cleaned = [(line, block.kind) for block in text_blocks if (line := to_one_line(block.text))]
    lines = [line for line, _ in cleaned]
    kinds = refine_kinds([kind or classify_block(line) for line, kind in cleaned], lines)
    blocks, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + len(_SEPARATOR)
    return _SEPARATOR.join(lines), tuple(blocks)


def to_one_line(text: str) -> str:
    """Return the text normalised and with every run of white space as one space."""
    return normalise(_SPACES.sub(" ", normalise(text)).strip())
