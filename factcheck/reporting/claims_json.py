"""`claims.json`: every claim with its position in the text, for other programs."""

import json
from typing import Any

from factcheck.reporting.report import Report, ReportClaim, ReportVerdict

FORMAT = "factcheck.claims/1"


def write(report: Report) -> bytes:
    """Return UTF-8 JSON. `article.text[start:end]`, in code points, is a claim's `quote`."""
    body = {
        "format": FORMAT,
        "position_unit": "Unicode code points, end excluded",
        "made_at": report.made_at.isoformat(),
        "article": _serialize_article(report),
        "claims": [_serialize_claim(claim) for claim in report.claims],
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _serialize_article(report: Report) -> dict[str, str]:
    return {
        "title": report.title,
        "source_name": report.source_name,
        "source_url": report.source_url,
        "url": report.url,
        "language": report.language,
        "sha256": report.sha256,
        "text": report.text,
    }


def _serialize_claim(claim: ReportClaim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "number": claim.number,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "text": claim.wording,
        "check_worthiness": claim.check_worthiness,
        "reason": claim.reason,
        "speaker": claim.speaker,
        "method": claim.method,
        "state": claim.state.value,
        "url": claim.url,
        "verdict": _serialize_verdict(claim.verdict) if claim.verdict else None,
    }


def _serialize_verdict(verdict: ReportVerdict) -> dict[str, Any]:
    rating = verdict.rating
    return {
        "rating": {"slug": rating.slug, "label": rating.label, "value": rating.value, "best": rating.best},
        "reasons": verdict.reasons,
        "as_of": verdict.as_of.isoformat(),
        "decided_by": verdict.decided_by,
        "signed_by": list(verdict.signed_by),
        "approved_without_signoffs": verdict.glass_reason,
        "correction": verdict.correction,
    }
