"""What a publication says, as the report values that machines read; the page beside it shows the same words."""

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
    told = content["rating"]
    return ReportRating(told["slug"], told["label"], told["value"], told["best"])


def build_claim_review(publication: Publication) -> str:
    """The page's one ClaimReview as JSON-LD; every sign that could end its element is escaped."""
    content, url = publication.content, settings.SITE_URL + reverse("published", args=[publication.claim_id])
    verdict = ReportVerdict(
        to_report_rating(content),
        content["reasons"],
        dt.date.fromisoformat(content["as_of"]),
        "",
        glass_reason=content["glass_reason"],
        correction=publication.correction,
    )
    return write_single(_report(publication, url), _claim(publication, url, verdict), verdict).decode("ascii")


def _claim(publication: Publication, url: str, verdict: ReportVerdict) -> ReportClaim:
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


def _report(publication: Publication, url: str) -> Report:
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
