"""A frozen report of an article: everything that a file about it needs, and nothing to be asked for later.

Made by `factcheck.exports` from the database, or by the `check_article` command straight from a text.
"""

from dataclasses import dataclass
from datetime import date, datetime

from factcheck.argument.graph import Graph
from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text.types import Block


@dataclass(frozen=True, slots=True)
class ReportRating:
    """A label of the desk's scale. `value` is its step, 1 (worst) to `best`; None if it lies off the axis."""

    slug: str
    label: str
    value: int | None
    best: int

    def __post_init__(self) -> None:
        if self.value is not None and not 1 <= self.value <= self.best:
            raise InvalidInput(
                _("The rating “%(label)s” is step %(value)s of a scale from 1 to %(best)s.")
                % {"label": self.label, "value": self.value, "best": self.best}
            )


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """The rating concluded for a claim, and who signed it off.

    `glass_reason` is why an admin approved it without enough sign-offs; `correction` what changed since it was
    published before.
    """

    rating: ReportRating
    reasons: str
    as_of: date
    decided_by: str
    signed_by: tuple[str, ...] = ()
    glass_reason: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True)
class ReportAssessment:
    """One reviewer's own rating; only of claims whose ratings are revealed."""

    reviewer: str
    rating: ReportRating
    confidence: str
    reasons: str


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """A quoted passage with where it comes from."""

    id: str
    quote: str
    stance: Stance
    strength: float
    status: EvidenceStatus
    note: str
    source_title: str
    publisher: str
    url: str
    published_on: date | None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim with all that was found and decided about it. `start` and `end` are code points of the text."""

    id: str
    number: int
    start: int
    end: int
    quote: str
    wording: str
    state: ClaimState
    check_worthiness: float
    reason: str
    speaker: str
    url: str
    method: str
    evidence: tuple[ReportEvidence, ...] = ()
    assessments: tuple[ReportAssessment, ...] = ()
    verdict: ReportVerdict | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An article, its claims and its map, as they stood at `made_at` (UTC).

    A statement of the graph named "c" and a claim's id stands for that claim. `blocks` tells headings from
    paragraphs; without them, blank lines part the text.
    """

    title: str
    desk: str
    desk_url: str
    source_name: str
    source_url: str
    url: str
    language: str
    text: str
    sha256: str
    made_at: datetime
    claims: tuple[ReportClaim, ...]
    graph: Graph
    blocks: tuple[Block, ...] = ()
