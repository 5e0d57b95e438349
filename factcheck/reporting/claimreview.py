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
from factcheck.reporting.links import web_url
from factcheck.reporting.prose import plain, shortened
from factcheck.reporting.report import Report, ReportClaim, ReportRating, ReportVerdict

CLAIM_LIMIT = 74
SIGNED_OFF = (ClaimState.APPROVED, ClaimState.PUBLISHED)
UPPER_HALF = ("true", "mostly true", "supported")
LOWER_HALF = ("false", "mostly false", "refuted", "pants on fire")


def write(report: Report) -> bytes:
    """ASCII JSON with `<`, `>` and `&` escaped; an empty `@graph` for a report without signed-off verdicts."""
    graph = [
        review(report, claim, claim.verdict)
        for claim in report.claims
        if claim.verdict and claim.state in SIGNED_OFF
    ]
    told = (
        f"{len(graph)} of {len(report.claims)} claims have a verdict that is signed off; no other is in here."
    )
    return _escaped({"@context": "https://schema.org", "description": told, "@graph": graph})


def write_one(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> bytes:
    """The one block of a claim's own page."""
    return _escaped({"@context": "https://schema.org", **review(report, claim, verdict)})


def review(report: Report, claim: ReportClaim, verdict: ReportVerdict) -> dict[str, Any]:
    """The ClaimReview of one claim."""
    return _known(
        {
            "@type": "ClaimReview",
            "url": web_url(claim.url) or web_url(report.url),
            "claimReviewed": claim_reviewed(claim.wording or claim.quote, verdict.rating.label),
            "datePublished": verdict.as_of.isoformat(),
            "inLanguage": report.language,
            "author": _known({"@type": "Organization", "name": report.desk, "url": web_url(report.desk_url)}),
            "itemReviewed": _item(report, claim),
            "reviewRating": _rating(verdict.rating),
            "reviewBody": _body(verdict),
            "correction": _known({"@type": "CorrectionComment", "text": verdict.correction})
            if verdict.correction
            else None,
        }
    )


def claim_reviewed(wording: str, label: str) -> str:
    """The claim in under 75 characters, without a rating that somebody wrote before or behind it."""
    name = re.escape(label)
    said = re.sub(rf"^\s*[(\[]?{name}[)\]]?\s*[:–—-]\s*", "", wording, flags=re.IGNORECASE)
    said = re.sub(rf"\s*(?:[:–—-]\s*{name}|[(\[]{name}[)\]])\s*[.!]?\s*$", "", said, flags=re.IGNORECASE)
    return shortened(" ".join((said or wording).split()), CLAIM_LIMIT)


def _body(verdict: ReportVerdict) -> str:
    """The reasons; a verdict that went past the sign-offs says so to machines too."""
    passed = f"Approved without enough sign-offs: {verdict.glass_reason}" if verdict.glass_reason else ""
    return "\n\n".join(filter(None, (plain(verdict.reasons), passed)))


def _escaped(value: dict[str, Any]) -> bytes:
    body = json.dumps(value, indent=2)
    for sign in "<>&":
        body = body.replace(sign, f"\\u{ord(sign):04x}")
    return (body + "\n").encode("ascii")


def _item(report: Report, claim: ReportClaim) -> dict[str, Any]:
    page = web_url(report.source_url) or web_url(report.url)
    return _known(
        {
            "@type": "Claim",
            "text": claim.wording or claim.quote,
            "author": {"@type": "Person", "name": claim.speaker} if claim.speaker else None,
            "appearance": {"@type": "CreativeWork", "url": page, "headline": report.title} if page else None,
        }
    )


def _rating(rating: ReportRating) -> dict[str, Any]:
    if rating.value is None or rating.best < 2:
        return {"@type": "Rating", "alternateName": rating.label}
    _check_agreement(rating.label, rating.value, rating.best)
    return {
        "@type": "Rating",
        "alternateName": rating.label,
        "ratingValue": rating.value,
        "bestRating": rating.best,
        "worstRating": 1,
    }


def _check_agreement(label: str, value: int, best: int) -> None:
    """A label that says true in the lower half of the scale would tell machines the opposite."""
    middle = (1 + best) / 2
    said = label.casefold()
    if (said in UPPER_HALF and value <= middle) or (said in LOWER_HALF and value >= middle):
        raise InvalidInput(
            _(
                "The rating “%(label)s” is step %(value)s of %(best)s, where higher is truer: word and "
                "number contradict each other. Set the steps of the desk’s scale right."
            )
            % {"label": label, "value": value, "best": best}
        )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
