"""A publication as ClaimReview JSON-LD, for search engines. The page shows the same content to people."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from factcheck.argument.graph import Graph
from factcheck.enums import ClaimState
from factcheck.reporting.claimreview import write_single
from factcheck.reporting.report import Report, ReportClaim, ReportRating, ReportVerdict
from factcheck.review.models import Publication


def to_report_rating(content: dict[str, Any]) -> ReportRating:
    rating = content["rating"]
    return ReportRating(rating["slug"], rating["label"], rating["value"], rating["best"])


def build_claim_review(publication: Publication) -> str:
    """Return the ClaimReview of a publication. Every character that could close the script element is escaped."""
    content, url = publication.content, settings.SITE_URL + reverse("published", args=[publication.claim_id])
    verdict = ReportVerdict(
        to_report_rating(content),
        content["reasons"],
        dt.date.fromisoformat(content["as_of"]),
        "",
        glass_reason=content["glass_reason"],
        correction=publication.correction,
    )
    report, claim = _to_report(publication, url), _to_report_claim(publication, url, verdict)
    return write_single(report, claim, verdict).decode("ascii")


def _to_report_claim(publication: Publication, url: str, verdict: ReportVerdict) -> ReportClaim:
    content = publication.content
    return ReportClaim(
        id=str(publication.claim_id),
        number=1,
        start=0,
        end=len(content["quote"]),
        quote=content["quote"],
        wording=content["text"],
        state=ClaimState.PUBLISHED,
        check_worthiness=0,
        reason="",
        speaker=content["speaker"],
        url=url,
        method="",
        verdict=verdict,
    )


def _to_report(publication: Publication, url: str) -> Report:
    article = publication.content["article"]
    return Report(
        title=article["title"],
        desk=publication.desk.name,
        desk_url=settings.SITE_URL,
        source_name=article["source_name"],
        source_url=article["source_url"],
        url=url,
        language=article["language"],
        text=publication.content["quote"],
        sha256="",
        made_at=publication.published_at,
        claims=(),
        graph=Graph((), ()),
    )
