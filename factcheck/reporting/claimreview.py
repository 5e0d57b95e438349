"""`report.claimreview`: schema.org ClaimReview, one for each claim whose verdict is signed off, as JSON-LD.

Search engines read it, so what is only proposed is left out, and the file says of how many claims that is so.
As Google's fact-check page asks for it: a rating always has its words, and a number only where the label lies
on the scale. What is not known (a speaker, an address) is left out. Safe inside a `<script>` element.
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

MAX_CLAIM_LENGTH = 74
SIGNED_OFF_STATES = (ClaimState.APPROVED, ClaimState.PUBLISHED)
TRUE_LABELS = ("true", "mostly true", "supported")
FALSE_LABELS = ("false", "mostly false", "refuted", "pants on fire")


def write(report: Report) -> bytes:
    """ASCII JSON with `<`, `>` and `&` escaped; an empty `@graph` for a report without signed-off verdicts."""
    graph = [
        build_review(report, claim, claim.verdict)
        for claim in report.claims
        if claim.verdict and claim.state in SIGNED_OFF_STATES
    ]
    told = (
        f"{len(graph)} of {len(report.claims)} claims have a verdict that is signed off; no other is in here."
    )
    return _to_json({"@context": "https://schema.org", "description": told, "@graph": graph})


def write_single(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> bytes:
    """The one block of a claim's own page."""
    return _to_json({"@context": "https://schema.org", **build_review(report, claim, verdict)})


def build_review(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> dict[str, Any]:
    """The ClaimReview of one claim."""
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
    """The claim in under 75 characters, without a rating that somebody wrote before or behind it."""
    name = re.escape(label)
    said = re.sub(rf"^\s*[(\[]?{name}[)\]]?\s*[:–—-]\s*", "", wording, flags=re.IGNORECASE)
    said = re.sub(rf"\s*(?:[:–—-]\s*{name}|[(\[]{name}[)\]])\s*[.!]?\s*$", "", said, flags=re.IGNORECASE)
    return truncate(" ".join((said or wording).split()), MAX_CLAIM_LENGTH)


def _build_body(verdict: ReportVerdict) -> str:
    """The reasons; a verdict that went past the sign-offs says so to machines too."""
    passed = f"Approved without enough sign-offs: {verdict.glass_reason}" if verdict.glass_reason else ""
    return "\n\n".join(filter(None, (to_text(verdict.reasons), passed)))


def _to_json(value: dict[str, Any]) -> bytes:
    body = json.dumps(value, indent=2)
    for sign in "<>&":
        body = body.replace(sign, f"\\u{ord(sign):04x}")
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
    """A label that says true in the lower half of the scale would tell machines the opposite."""
    middle = (1 + best) / 2
    said = label.casefold()
    if (said in TRUE_LABELS and value <= middle) or (said in FALSE_LABELS and value >= middle):
        raise InvalidInput(
            _(
                "The rating “%(label)s” is step %(value)s of %(best)s, where higher is truer: word and "
                "number contradict each other. Set the steps of the desk’s scale right."
            )
            % {"label": label, "value": value, "best": best}
        )


def _drop_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
