"""The strength of a piece of evidence, from what a checker knows about its source.

The kind of source gives a first strength. What speaks against the piece lowers it: it is about something else, its
source depends on the claimant, it is from another time, its source gains from what it says. What is not stated lowers
nothing. The result is a strength in 0..1 and a tier, with the reasons in words.

The questions follow the domains of GRADE (directness, indirectness of interest, risk of bias; Guyatt et al., BMJ 2008)
in the terms of a news desk; the numbers are our own and belong to `docs/weighing.md`.
"""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.enums import Directness, Independence, Interest, Recency, SourceKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

APPRAISED: tuple[type[StrEnum], ...] = (SourceKind, Directness, Independence, Recency, Interest)
WORDS: dict[StrEnum, str] = {
    SourceKind.PRIMARY_RECORD: gettext_noop("primary record"),
    SourceKind.OFFICIAL_STATISTIC: gettext_noop("official statistic"),
    SourceKind.PEER_REVIEWED: gettext_noop("peer-reviewed study"),
    SourceKind.EXPERT: gettext_noop("expert on the record"),
    SourceKind.NEWS_REPORT: gettext_noop("news report"),
    SourceKind.PRESS_RELEASE: gettext_noop("press release"),
    SourceKind.OWN_DOCUMENT: gettext_noop("the claimant’s own document"),
    SourceKind.SOCIAL_POST: gettext_noop("social media post"),
    Directness.DIRECT: gettext_noop("direct"),
    Directness.INDIRECT: gettext_noop("indirect"),
    Independence.INDEPENDENT: gettext_noop("independent of the claimant"),
    Independence.DEPENDENT: gettext_noop("depends on the claimant"),
    Recency.CURRENT: gettext_noop("of the time in question"),
    Recency.DATED: gettext_noop("of another time"),
    Interest.NONE: gettext_noop("no conflict of interest"),
    Interest.CONFLICT: gettext_noop("conflict of interest"),
}
FIRST_STRENGTHS = {
    SourceKind.PRIMARY_RECORD: 0.90,
    SourceKind.OFFICIAL_STATISTIC: 0.90,
    SourceKind.PEER_REVIEWED: 0.85,
    SourceKind.EXPERT: 0.70,
    SourceKind.NEWS_REPORT: 0.60,
    SourceKind.PRESS_RELEASE: 0.40,
    SourceKind.OWN_DOCUMENT: 0.40,
    SourceKind.SOCIAL_POST: 0.20,
}
# Below a news report: who does not say what a source is cannot expect it to decide a claim.
UNKNOWN_KIND_STRENGTH = 0.40
REDUCTIONS = {
    Directness.INDIRECT: 0.20,
    Independence.DEPENDENT: 0.20,
    Recency.DATED: 0.10,
    Interest.CONFLICT: 0.10,
}
LOWEST_STRENGTH = 0.05
# The least strength of each tier, the first of them the best.
TIER_STARTS = (0.80, 0.60, 0.40)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What a checker states about a piece of evidence. None for what is not stated."""

    kind: SourceKind | None = None
    directness: Directness | None = None
    independence: Independence | None = None
    recency: Recency | None = None
    interest: Interest | None = None

    @property
    def stated(self) -> tuple[StrEnum, ...]:
        """What is stated, in the order of the questions."""
        answers = (self.kind, self.directness, self.independence, self.recency, self.interest)
        return tuple(answer for answer in answers if answer is not None)

    @property
    def strength(self) -> float:
        """The strength that follows, in 0..1 with two decimals."""
        first = FIRST_STRENGTHS[self.kind] if self.kind else UNKNOWN_KIND_STRENGTH
        lowered = first - sum(REDUCTIONS.get(answer, 0) for answer in self.stated)
        return round(max(lowered, LOWEST_STRENGTH), 2)


def get_tier(strength: float) -> int:
    """Return the tier of a strength, from 1 (the best) to 4."""
    return 1 + sum(strength < start for start in TIER_STARTS)


def describe_appraisal(appraisal: Appraisal, strength: float, reason: str = "") -> str:
    """Return the reasons for a strength, such as "primary record, direct: tier 1, 0.90".

    `reason` says why a person set another strength than the one that follows.
    """
    params = {
        "answers": _(", ").join(_(WORDS[answer]) for answer in appraisal.stated)
        or _("kind of source not stated"),
        "tier": get_tier(strength),
        "strength": f"{strength:.2f}",
        "derived": f"{appraisal.strength:.2f}",
        "reason": reason,
    }
    if strength == appraisal.strength:
        return _("%(answers)s: tier %(tier)s, %(strength)s") % params
    if not reason:
        return _("set by hand: tier %(tier)s, %(strength)s") % params
    return _("%(answers)s would be %(derived)s, set to tier %(tier)s, %(strength)s: %(reason)s") % params
