"""Cuts an article at every edge of a claim, so that claims which overlap can all be marked in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.enums import BlockKind
from factcheck.reporting.report import ReportClaim
from factcheck.text.types import Block


@dataclass(frozen=True, slots=True)
class ClaimSegment:
    """A piece of the text, the claims that cover all of it, and those that end with it."""

    text: str
    claims: tuple[ReportClaim, ...]
    ending: tuple[ReportClaim, ...]


def split_at_claims(text: str, start: int, end: int, claims: Sequence[ReportClaim]) -> Iterator[ClaimSegment]:
    """The pieces of `text[start:end]`, in order and without a gap."""
    near = [claim for claim in claims if claim.start < end and claim.end > start and claim.start < claim.end]
    edges = {start, end, *(edge for claim in near for edge in (claim.start, claim.end) if start < edge < end)}
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        covering = tuple(claim for claim in near if claim.start <= left and right <= claim.end)
        yield ClaimSegment(
            text[left:right], covering, tuple(claim for claim in covering if claim.end == right)
        )


def list_blocks(text: str, known: Sequence[Block]) -> Iterator[Block]:
    """Every block that has something to read: the known ones, and between them whatever blank lines part."""
    at = 0
    for block in known:
        yield from _paragraphs(text, at, block.start)
        if text[block.start : block.end].strip():
            yield block
        at = block.end
    yield from _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    for piece in text[start:end].split("\n\n"):
        if body := piece.strip():
            left = start + piece.index(body)
            yield Block(BlockKind.PARAGRAPH, left, left + len(body))
        start += len(piece) + 2
