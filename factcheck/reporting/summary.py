"""What a report comes to: how many claims, which verdicts, what found them. Shared by page and print."""

from collections import Counter
from dataclasses import dataclass

from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.reporting.report import Report, ReportClaim, ReportEvidence, ReportRating, ReportVerdict

STATE_LABELS: dict[ClaimState, str] = {
    ClaimState.DRAFT: "not yet confirmed by a person",
    ClaimState.OPEN: "being checked",
    ClaimState.RATING: "being rated",
    ClaimState.REVEALED: "rated, verdict to come",
    ClaimState.PROPOSED: "verdict proposed, not yet signed off",
    ClaimState.APPROVED: "verdict signed off",
    ClaimState.PUBLISHED: "published",
}
STANCE_LABELS: dict[Stance, str] = {
    Stance.SUPPORTS: "Evidence for",
    Stance.REFUTES: "Evidence against",
    Stance.CONTEXT: "Context",
}
STATUS_WARNINGS: dict[EvidenceStatus, str] = {
    EvidenceStatus.ACTIVE: "",
    EvidenceStatus.DISPUTED: "Disputed",
    EvidenceStatus.WITHDRAWN: "Withdrawn, counts no longer",
    EvidenceStatus.RETRACTED: "Retracted by its source, counts no longer",
    EvidenceStatus.SUPERSEDED: "Superseded, counts no longer",
}


@dataclass(frozen=True, slots=True)
class RatingCount:
    """One label and how many verdicts carry it."""

    rating: ReportRating
    count: int


def count_ratings(report: Report) -> tuple[RatingCount, ...]:
    """The labels given, from worst to best, then those off the axis by name."""
    counts = Counter(claim.verdict.rating for claim in report.claims if claim.verdict)
    ordered = sorted(counts, key=lambda rating: (rating.value is None, rating.value or 0, rating.label))
    return tuple(RatingCount(rating, counts[rating]) for rating in ordered)


def count_unrated(report: Report) -> int:
    """How many claims have no verdict."""
    return sum(claim.verdict is None for claim in report.claims)


def format_headline(report: Report) -> str:
    """How many claims, and how many of them have a verdict."""
    decided = len(report.claims) - count_unrated(report)
    outcome = f"{format_count(decided, 'verdict')} so far" if decided else "no verdict yet"
    return f"{format_count(len(report.claims), 'claim')} found, {outcome}"


def is_unconfirmed(claim: ReportClaim) -> bool:
    """A machine found it, and no person has accepted it for checking yet."""
    return bool(claim.method) and claim.state is ClaimState.DRAFT


def get_verdict_heading(claim: ReportClaim) -> str:
    """What a verdict may be called: nobody shall take a proposal for a decision."""
    signed_off = claim.state.rank >= ClaimState.APPROVED.rank
    return "Verdict" if signed_off else "Verdict proposed, not yet signed off"


def list_approvals(verdict: ReportVerdict) -> list[str]:
    """Who stands for a verdict beside its proposer, or why nobody else does, and what was corrected."""
    lines = (
        f"Signed off by {', '.join(verdict.signed_by)}" if verdict.signed_by else "",
        f"Approved without enough sign-offs: {verdict.glass_reason}" if verdict.glass_reason else "",
        f"Correction: {verdict.correction}" if verdict.correction else "",
    )
    return [line for line in lines if line]


def count_by_method(report: Report) -> dict[str, tuple[int, int]]:
    """Each splitter's name: how many claims it found, and how many of those nobody has confirmed."""
    found = Counter(claim.method for claim in report.claims if claim.method)
    open_ones = Counter(claim.method for claim in report.claims if is_unconfirmed(claim))
    return {method: (count, open_ones[method]) for method, count in sorted(found.items())}


def group_by_stance(claim: ReportClaim) -> dict[Stance, list[ReportEvidence]]:
    """A claim's evidence by stance, what still counts first: for and against also if empty, context if there is any."""
    ordered = sorted(claim.evidence, key=lambda item: not item.lifecycle.counts)
    found = {stance: [item for item in ordered if item.stance is stance] for stance in STANCE_LABELS}
    return {
        stance: items
        for stance, items in found.items()
        if items or (ordered and stance is not Stance.CONTEXT)
    }


def list_evidence_warnings(item: ReportEvidence) -> list[str]:
    """What a reader has to be warned of."""
    labels = (STATUS_WARNINGS[item.lifecycle], "Sample source, made for the demo" if item.sample else "")
    return [label for label in labels if label]


def format_count(number: int, one: str, many: str = "") -> str:
    """ "1 claim", "3 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
