"""The results of a report in numbers and labels. Shared by the HTML page and the PDF."""

from collections import Counter
from dataclasses import dataclass

from factcheck.enums import ClaimState, EvidenceStatus, Stance
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop, ngettext
from factcheck.reporting.report import Report, ReportClaim, ReportEvidence, ReportRating, ReportVerdict

STATE_LABELS: dict[ClaimState, str] = {
    ClaimState.DRAFT: gettext_noop("not yet confirmed by a person"),
    ClaimState.OPEN: gettext_noop("being checked"),
    ClaimState.RATING: gettext_noop("being rated"),
    ClaimState.REVEALED: gettext_noop("rated, no verdict yet"),
    ClaimState.PROPOSED: gettext_noop("verdict proposed, not yet signed off"),
    ClaimState.APPROVED: gettext_noop("verdict signed off"),
    ClaimState.PUBLISHED: gettext_noop("published"),
}
STANCE_LABELS: dict[Stance, str] = {
    Stance.SUPPORTS: gettext_noop("Evidence for"),
    Stance.REFUTES: gettext_noop("Evidence against"),
    Stance.CONTEXT: gettext_noop("Context"),
}
STATUS_WARNINGS: dict[EvidenceStatus, str] = {
    EvidenceStatus.ACTIVE: "",
    EvidenceStatus.DISPUTED: gettext_noop("Disputed"),
    EvidenceStatus.WITHDRAWN: gettext_noop("Withdrawn, not counted"),
    EvidenceStatus.RETRACTED: gettext_noop("Retracted by its source, not counted"),
    EvidenceStatus.SUPERSEDED: gettext_noop("Superseded, not counted"),
}


@dataclass(frozen=True, slots=True)
class RatingCount:
    """A rating and the number of verdicts that have it."""

    rating: ReportRating
    count: int


def count_ratings(report: Report) -> tuple[RatingCount, ...]:
    """Return the ratings of the report's verdicts, from worst to best.

    Those without a step come last, by label.
    """
    counts = Counter(claim.verdict.rating for claim in report.claims if claim.verdict)
    ordered = sorted(counts, key=lambda rating: (rating.value is None, rating.value or 0, rating.label))
    return tuple(RatingCount(rating, counts[rating]) for rating in ordered)


def count_unrated(report: Report) -> int:
    """Return the number of claims without a verdict."""
    return sum(claim.verdict is None for claim in report.claims)


def format_headline(report: Report) -> str:
    """Return how many claims there are, and how many of them have a verdict."""
    claims = format_claim_count(len(report.claims))
    if not (decided := len(report.claims) - count_unrated(report)):
        return _("%(claims)s found, no verdict yet") % {"claims": claims}
    verdicts = ngettext("%(count)s verdict", "%(count)s verdicts", decided) % {"count": f"{decided:,}"}
    return _("%(claims)s found, %(verdicts)s so far") % {"claims": claims, "verdicts": verdicts}


def format_claim_count(count: int) -> str:
    """Return "1 claim", "3 claims"."""
    return ngettext("%(count)s claim", "%(count)s claims", count) % {"count": f"{count:,}"}


def is_unconfirmed(claim: ReportClaim) -> bool:
    """Return True if a splitter found the claim and no person has accepted it yet."""
    return bool(claim.method) and claim.state is ClaimState.DRAFT


def get_verdict_heading(claim: ReportClaim) -> str:
    """Return the heading of a claim's verdict, which never presents a proposal as a decision."""
    is_signed_off = claim.state.rank >= ClaimState.APPROVED.rank
    return _("Verdict") if is_signed_off else _("Verdict proposed, not yet signed off")


def get_stance_label(stance: Stance) -> str:
    """Return the heading of the evidence of one stance."""
    return _(STANCE_LABELS[stance])


def list_approvals(verdict: ReportVerdict) -> list[str]:
    """Return one line each: who signed off, or why nobody did; what was corrected."""
    lines = []
    if verdict.signed_by:
        lines.append(_("Signed off by %(names)s") % {"names": ", ".join(verdict.signed_by)})
    if verdict.glass_reason:
        lines.append(_("Approved without enough sign-offs: %(reason)s") % {"reason": verdict.glass_reason})
    if verdict.correction:
        lines.append(_("Correction: %(text)s") % {"text": verdict.correction})
    return lines


def count_by_method(report: Report) -> dict[str, tuple[int, int]]:
    """Return for each splitter how many claims it found and how many are unconfirmed."""
    total = Counter(claim.method for claim in report.claims if claim.method)
    unconfirmed = Counter(claim.method for claim in report.claims if is_unconfirmed(claim))
    return {method: (count, unconfirmed[method]) for method, count in sorted(total.items())}


def group_by_stance(claim: ReportClaim) -> dict[Stance, list[ReportEvidence]]:
    """Return a claim's evidence by stance, counted evidence first.

    A claim with evidence has both sides, even an empty one, so that a reader sees that nothing was found for it.
    """
    ordered = sorted(claim.evidence, key=lambda item: not item.status.is_counted)
    by_stance = {stance: [item for item in ordered if item.stance is stance] for stance in STANCE_LABELS}
    return {
        stance: items
        for stance, items in by_stance.items()
        if items or (ordered and stance is not Stance.CONTEXT)
    }


def list_evidence_warnings(item: ReportEvidence) -> list[str]:
    """Return what a reader has to know before relying on the evidence."""
    warnings = [_(warning)] if (warning := STATUS_WARNINGS[item.status]) else []
    return [*warnings, _("Sample source, made for the demo")] if item.sample else warnings
