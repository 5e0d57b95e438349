"""`report.claimreview`: the signed-off verdicts as schema.org ClaimReview, in JSON-LD.

Search engines read it, so proposed verdicts are left out, and the file says how many claims have a signed-off one.
Follows Google's documentation of fact-check markup: a rating always has its label, and a number only if it has a step.
Unknown values (a speaker, a URL) are left out. Safe inside a `<script>` element.
"""

import json
import re
from typing import Any

from factcheck.enums import ClaimState
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.reporting.markdown import to_text, truncate
from factcheck.reporting.report import Report, ReportClaim, ReportRating, ReportVerdict
from factcheck.reporting.safe_urls import to_safe_url

MAX_CLAIM_LENGTH = 74  # Google: "less than 75 characters"
SIGNED_OFF_STATES = (ClaimState.APPROVED, ClaimState.PUBLISHED)
TRUE_LABELS = ("true", "mostly true", "supported")
FALSE_LABELS = ("false", "mostly false", "refuted", "pants on fire")


def write(report: Report) -> bytes:
    """Return ASCII JSON with `<`, `>` and `&` escaped.

    `@graph` is empty if no verdict is signed off.
    """
    graph = [
        build_review(report, claim, claim.verdict)
        for claim in report.claims
        if claim.verdict and claim.state in SIGNED_OFF_STATES
    ]
    description = (
        f"{len(graph)} of {len(report.claims)} claims have a signed-off verdict; the others are left out."
    )
    return _to_json({"@context": "https://schema.org", "description": description, "@graph": graph})


def write_single(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> bytes:
    """Return the ClaimReview of one claim, for the claim's published page."""
    return _to_json({"@context": "https://schema.org", **build_review(report, claim, verdict)})


def build_review(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> dict[str, Any]:
    """Return the ClaimReview of one claim as a JSON object."""
    return _drop_empty(
        {
            "@type": "ClaimReview",
            "url": to_safe_url(claim.url) or to_safe_url(report.url),
            "claimReviewed": format_claim_reviewed(claim.wording or claim.quote, verdict.rating.label),
            "datePublished": verdict.as_of.isoformat(),
            "inLanguage": report.language,
            "author": _drop_empty(
                {"@type": "Organization", "name": report.desk, "url": to_safe_url(report.desk_url)}
            ),
            "itemReviewed": _build_item(report, claim),
            "reviewRating": _build_rating(verdict.rating),
            "reviewBody": _build_body(verdict),
            "correction": _drop_empty({"@type": "CorrectionComment", "text": verdict.correction})
            if verdict.correction
            else None,
        }
    )


def format_claim_reviewed(wording: str, label: str) -> str:
    """Return the claim in at most MAX_CLAIM_LENGTH characters.

    A rating that was written before or after the claim is removed, since it has a field of its own.
    """
    name = re.escape(" ".join(label.split()))
    # In one line first: on a long run of spaces, the patterns would take quadratic time.
    line = " ".join(wording.split())
    claim = re.sub(rf"\A[(\[]?{name}[)\]]? ?[:–—-] ?", "", line, flags=re.IGNORECASE)
    claim = re.sub(rf" ?(?:[:–—-] ?{name}|[(\[]{name}[)\]]) ?[.!]?\Z", "", claim, flags=re.IGNORECASE)
    return truncate(claim.strip() or line, MAX_CLAIM_LENGTH)


def _build_body(verdict: ReportVerdict) -> str:
    """Return the reasons, and why a verdict was approved without enough sign-offs."""
    override = f"Approved without enough sign-offs: {verdict.glass_reason}" if verdict.glass_reason else ""
    return "\n\n".join(filter(None, (to_text(verdict.reasons), override)))


def _to_json(value: dict[str, Any]) -> bytes:
    body = json.dumps(value, indent=2)
    # Without them nothing in the JSON can end the <script> element around it.
    for character in "<>&":
        body = body.replace(character, f"\\u{ord(character):04x}")
    return (body + "\n").encode("ascii")


def _build_item(report: Report, claim: ReportClaim) -> dict[str, Any]:
    page = to_safe_url(report.source_url) or to_safe_url(report.url)
    return _drop_empty(
        {
            "@type": "Claim",
            "text": claim.wording or claim.quote,
            "author": {"@type": "Person", "name": claim.speaker} if claim.speaker else None,
            "appearance": {"@type": "CreativeWork", "url": page, "headline": report.title} if page else None,
        }
    )


def _build_rating(rating: ReportRating) -> dict[str, Any]:
    if rating.value is None or rating.best < 2:
        return {"@type": "Rating", "alternateName": rating.label}
    _ensure_label_matches_step(rating.label, rating.value, rating.best)
    return {
        "@type": "Rating",
        "alternateName": rating.label,
        "ratingValue": rating.value,
        "bestRating": rating.best,
        "worstRating": 1,
    }


def _ensure_label_matches_step(label: str, value: int, best: int) -> None:
    # Programs read the number, people the label: "True" in the lower half of the scale would say the opposite to both.
    middle = (1 + best) / 2
    name = label.casefold()
    if (name in TRUE_LABELS and value <= middle) or (name in FALSE_LABELS and value >= middle):
        raise InvalidInput(
            _(
                "The rating “%(label)s” is step %(value)s of %(best)s, where higher is truer: label and "
                "number contradict each other. Correct the steps of the desk’s scale."
            )
            % {"label": label, "value": value, "best": best}
        )


def _drop_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
