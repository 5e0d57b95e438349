"""Cuts a text at the edges of its claims.

So that overlapping claims can all be highlighted in place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.enums import BlockKind
from factcheck.reporting.report import ReportClaim
from factcheck.text.types import Block


@dataclass(frozen=True, slots=True)
class ClaimSegment:
    """A part of the text, the claims that cover it whole, and those of them that end with it."""

    text: str
    claims: tuple[ReportClaim, ...]
    ending: tuple[ReportClaim, ...]


def split_at_claims(text: str, start: int, end: int, claims: Sequence[ReportClaim]) -> Iterator[ClaimSegment]:
    """Yield the segments of `text[start:end]`, in order and without a gap."""
    overlapping = [
        claim for claim in claims if claim.start < end and claim.end > start and claim.start < claim.end
    ]
    edges = {
        start,
        end,
        *(edge for claim in overlapping for edge in (claim.start, claim.end) if start < edge < end),
    }
    cuts = sorted(edges)
    for left, right in pairwise(cuts):
        covering = tuple(claim for claim in overlapping if claim.start <= left and right <= claim.end)
        yield ClaimSegment(
            text[left:right], covering, tuple(claim for claim in covering if claim.end == right)
        )


def list_blocks(text: str, known: Sequence[Block]) -> Iterator[Block]:
    """Yield every block that is not blank.

    Between the known blocks, these are the paragraphs that blank lines separate.
    """
    position = 0
    for block in known:
        yield from _split_paragraphs(text, position, block.start)
        if text[block.start : block.end].strip():
            yield block
        position = block.end
    yield from _split_paragraphs(text, position, len(text))


def _split_paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    for paragraph in text[start:end].split("\n\n"):
        if body := paragraph.strip():
            left = start + paragraph.index(body)
            yield Block(BlockKind.PARAGRAPH, left, left + len(body))
        start += len(paragraph) + 2
