"""What a reader hands out: a document whose blocks are exact spans of one normalised text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.enums import BlockKind
from factcheck.text.block_kinds import classify_block
from factcheck.text.blocks import refine_kinds
from factcheck.text.normalise import normalise
from factcheck.text.types import Block

_SPACES = re.compile(r"\s+")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `kind` is the slug of its reader; what could not be found is empty."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    source_name: str
    source_url: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The words of one block in a file with a structure; without a kind, its words decide."""

    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class ReaderOutput:
    """What one reader found in the bytes, before anything is derived from the text."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    source_name: str = ""
    source_url: str = ""


def assemble_blocks(pieces: Iterable[TextBlock]) -> tuple[str, tuple[Block, ...]]:
    """One normalised text with a blank line between pieces, and the pieces' blocks in it."""
    worded = [(words, piece.kind) for piece in pieces if (words := to_one_line(piece.text))]
    lines = [words for words, _ in worded]
    kinds = refine_kinds([kind or classify_block(words) for words, kind in worded], lines)
    blocks, start = [], 0
    for words, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(kind, start, start + len(words)))
        start += len(words) + len(_BETWEEN)
    return _BETWEEN.join(lines), tuple(blocks)


def to_one_line(words: str) -> str:
    """Normalised, with every run of white space as one space."""
    return normalise(_SPACES.sub(" ", normalise(words)).strip())
