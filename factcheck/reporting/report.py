"""The report of an article: everything that an export needs, in frozen values.

An export reads nothing from the database. Built by `factcheck.exports` from the database, or by the `check_article`
command from a text.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from factcheck.argument.appraisal import Appraisal, describe_appraisal
from factcheck.argument.computed_labels import Thresholds
from factcheck.argument.graph import Graph
from factcheck.argument.hypotheses import HypothesisMatrix
from factcheck.argument.semantics import DEFAULT_SEMANTICS, Evaluation, evaluate
from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text.types import Block


@dataclass(frozen=True, slots=True)
class ReportRating:
    """A rating of the desk's scale.

    `value` is its step, from 1 (worst) to `best`, and None for a label without a step.
    """

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

    `glass_reason` says why an admin approved it without enough sign-offs, `correction` what a new version of a
    published verdict changed.
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
    """One reviewer's own rating. A report has them only for revealed claims."""

    reviewer: str
    rating: ReportRating
    confidence: str
    reasons: str


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """A quoted passage and its source."""

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
    appraisal: Appraisal = field(default_factory=Appraisal)
    strength_reason: str = ""

    @property
    def strength_in_words(self) -> str:
        """The reasons for the strength."""
        return describe_appraisal(self.appraisal, self.strength, self.strength_reason)


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim with its evidence, ratings and verdict.

    `start` and `end` count code points of the text. `hypotheses` is None for a claim without rival hypotheses.
    """

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
    hypotheses: HypothesisMatrix | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An article, its claims and its argument map at the time `made_at` (UTC).

    In the graph, the statement with the id "c" and a claim's id is that claim. `blocks` says what is a heading and what
    a paragraph; without blocks, blank lines separate paragraphs. `semantics` and `thresholds` are how the desk weighs
    evidence.
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
    semantics: str = DEFAULT_SEMANTICS
    thresholds: Thresholds | None = None

    def evaluate(self, graph: Graph) -> Evaluation:
        """Return the strengths of the map, or of a part of it, as the desk weighs evidence."""
        return evaluate(graph, self.semantics, self.thresholds)
