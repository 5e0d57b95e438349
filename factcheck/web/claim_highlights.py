"""Cut the text of an article into paragraphs and runs, so that a template can highlight the claims in place.

Pure. Positions are code points of the text. Claims may overlap, so a run has the highlights of all claims over it.
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
    """A claim over a run. Overlapping claims are drawn in different lanes. `is_start` is true for one run per claim."""

    claim: Claim
    lane: int
    is_start: bool


@dataclass(frozen=True, slots=True)
class TextRun:
    """A span of one paragraph without a claim boundary inside. The last highlight is the innermost."""

    text: str
    highlights: tuple[Highlight, ...] = ()

    @property
    def claim(self) -> Claim | None:
        """The innermost claim, which the run links to."""
        return self.highlights[-1].claim if self.highlights else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its runs, and the claims that start in it, whose cards are shown beside it."""

    kind: BlockKind
    start: int
    runs: tuple[TextRun, ...]
    claims: tuple[Claim, ...]

    @property
    def is_heading(self) -> bool:
        return self.kind is BlockKind.HEADING

    @property
    def depth(self) -> int:
        """The number of lanes that the paragraph needs under its lines."""
        return max((mark.lane + 1 for run in self.runs for mark in run.highlights), default=0)


def build_paragraphs(text: str, blocks: Iterable[Block], claims: Sequence[Claim]) -> list[Paragraph]:
    """Return the blocks of an article in order, each cut at the boundaries of the claims in it."""
    lanes = assign_lanes(claims)
    return [_build_paragraph(text, block, claims, lanes) for block in blocks]


def assign_lanes(claims: Iterable[Claim]) -> dict[int, int]:
    """Return a lane for each claim, by its `id()`.

    Claims that overlap have different lanes, and the shorter claim has the lane nearer to the text. Claims that would
    need a lane beyond MAX_LANE share it.
    """
    lanes: dict[int, int] = {}
    cluster: list[Claim] = []
    cluster_end = 0
    for claim in sorted(claims, key=lambda claim: claim.start):
        if claim.start >= cluster_end:
            lanes |= _assign_in_cluster(cluster)
            cluster = []
        cluster.append(claim)
        cluster_end = max(cluster_end, claim.end)
    return lanes | _assign_in_cluster(cluster)


def _assign_in_cluster(cluster: Sequence[Claim]) -> dict[int, int]:
    """Return the lanes of claims that are connected by overlaps."""
    lanes: dict[int, int] = {}
    placed: list[Claim] = []
    for claim in sorted(cluster, key=lambda claim: claim.end - claim.start):
        taken = {lanes[id(other)] for other in placed if other.start < claim.end and claim.start < other.end}
        lanes[id(claim)] = next(lane for lane in count() if lane not in taken)
        placed.append(claim)
    return {key: min(lane, MAX_LANE) for key, lane in lanes.items()}


def _build_paragraph(text: str, block: Block, claims: Sequence[Claim], lanes: dict[int, int]) -> Paragraph:
    inside = [claim for claim in claims if claim.start < block.end and claim.end > block.start]
    boundaries = {block.start, block.end}
    for claim in inside:
        boundaries |= {max(claim.start, block.start), min(claim.end, block.end)}
    runs = tuple(_build_run(text, start, end, inside, lanes) for start, end in pairwise(sorted(boundaries)))
    starting = tuple(claim for claim in inside if block.start <= claim.start)
    return Paragraph(block.kind, block.start, runs, starting)


def _build_run(text: str, start: int, end: int, claims: Iterable[Claim], lanes: dict[int, int]) -> TextRun:
    covering = [claim for claim in claims if claim.start <= start and claim.end >= end]
    covering.sort(key=lambda claim: claim.start - claim.end)
    highlights = (Highlight(claim, lanes[id(claim)], claim.start == start) for claim in covering)
    return TextRun(text[start:end], tuple(highlights))
