"""Cutting an article's text into paragraphs and runs, so that a template can mark the claims in place.

Pure: positions are code points of the text. Claims may overlap; a run knows all the claims that it lies in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from factcheck.claims.models import Claim
from factcheck.enums import BlockKind
from factcheck.text.types import Block

MAX_LANE = 3


@dataclass(frozen=True, slots=True)
class Highlight:
    """A claim over a run. Claims that overlap have lanes of their own; a run begins each claim but once."""

    claim: Claim
    lane: int
    begins: bool


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of one paragraph; `marks` lie over it, the innermost last."""

    text: str
    marks: tuple[Highlight, ...] = ()

    @property
    def claim(self) -> Claim | None:
        """The innermost claim, which the run leads to."""
        return self.marks[-1].claim if self.marks else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its runs, and the claims that begin in it (their cards stand beside it)."""

    kind: BlockKind
    start: int
    runs: tuple[TextRun, ...]
    claims: tuple[Claim, ...]

    @property
    def is_heading(self) -> bool:
        return self.kind is BlockKind.HEADING

    @property
    def depth(self) -> int:
        """How many lines lie under the words where most do."""
        return max((mark.lane + 1 for run in self.runs for mark in run.marks), default=0)


def build_paragraphs(text: str, blocks: Iterable[Block], claims: Sequence[Claim]) -> list[Paragraph]:
    """The article's blocks in order, each cut at the borders of the claims that touch it."""
    found = assign_lanes(claims)
    return [_paragraph(text, block, claims, found) for block in blocks]


def assign_lanes(claims: Iterable[Claim]) -> dict[int, int]:
    """A lane for each claim, by its `id()`: no two that overlap share one, and the shorter lies nearer to its words.

    Claims beyond the deepest lane share that.
    """
    found: dict[int, int] = {}
    cluster: list[Claim] = []
    reach = 0
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start >= reach:
            found |= _lanes_in(cluster)
            cluster = []
        cluster.append(claim)
        reach = max(reach, claim.end)
    return found | _lanes_in(cluster)


def _lanes_in(cluster: Sequence[Claim]) -> dict[int, int]:
    """The lanes of claims of which each overlaps another."""
    found: dict[int, int] = {}
    laid: list[Claim] = []
    for claim in sorted(cluster, key=lambda claim: claim.end - claim.start):
        taken = {found[id(one)] for one in laid if one.start < claim.end and claim.start < one.end}
        found[id(claim)] = next(lane for lane in count() if lane not in taken)
        laid.append(claim)
    return {key: min(lane, MAX_LANE) for key, lane in found.items()}


def _paragraph(text: str, block: Block, claims: Sequence[Claim], found: dict[int, int]) -> Paragraph:
    here = [claim for claim in claims if claim.start < block.end and claim.end > block.start]
    borders = {block.start, block.end}
    for claim in here:
        borders |= {max(claim.start, block.start), min(claim.end, block.end)}
    cuts = sorted(borders)
    runs = tuple(_run(text, start, end, here, found) for start, end in pairwise(cuts))
    return Paragraph(
        block.kind, block.start, runs, tuple(claim for claim in here if block.start <= claim.start)
    )


def _run(text: str, start: int, end: int, claims: Iterable[Claim], found: dict[int, int]) -> TextRun:
    over = [claim for claim in claims if claim.start <= start and claim.end >= end]
    over.sort(key=lambda claim: claim.start - claim.end)
    return TextRun(
        text[start:end], tuple(Highlight(claim, found[id(claim)], claim.start == start) for claim in over)
    )
