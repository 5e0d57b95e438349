"""Cutting an article's text into paragraphs and runs, so that a template can mark the claims in place.

Pure: positions are code points of the text. Claims may overlap; a run knows all the claims that it lies in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.claims.models import Claim
from factcheck.terms import BlockKind
from factcheck.text.values import Block


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph; `claims` lie over it, the innermost last, which may begin here."""

    text: str
    claims: tuple[Claim, ...] = ()
    begins: bool = False

    @property
    def claim(self) -> Claim | None:
        return self.claims[-1] if self.claims else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its runs, and the claims that begin in it (their cards stand beside it)."""

    kind: BlockKind
    start: int
    runs: tuple[Run, ...]
    claims: tuple[Claim, ...]

    @property
    def is_heading(self) -> bool:
        return self.kind is BlockKind.HEADING


def paragraphs(text: str, blocks: Iterable[Block], claims: Sequence[Claim]) -> list[Paragraph]:
    """The article's blocks in order, each cut at the borders of the claims that touch it."""
    return [_paragraph(text, block, claims) for block in blocks]


def _paragraph(text: str, block: Block, claims: Sequence[Claim]) -> Paragraph:
    here = [claim for claim in claims if claim.start < block.end and claim.end > block.start]
    borders = {block.start, block.end}
    for claim in here:
        borders |= {max(claim.start, block.start), min(claim.end, block.end)}
    cuts = sorted(borders)
    runs = tuple(_run(text, start, end, here) for start, end in pairwise(cuts))
    return Paragraph(
        block.kind, block.start, runs, tuple(claim for claim in here if block.start <= claim.start)
    )


def _run(text: str, start: int, end: int, claims: Iterable[Claim]) -> Run:
    over = [claim for claim in claims if claim.start <= start and claim.end >= end]
    over.sort(key=lambda claim: claim.start - claim.end)
    return Run(text[start:end], tuple(over), begins=bool(over) and over[-1].start == start)
