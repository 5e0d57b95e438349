"""Builds a `Report` from a split text, without a database.

Its claims are unconfirmed and have neither evidence nor verdicts.
"""

import hashlib
from datetime import datetime

from factcheck.argument.graph_builder import ClaimInput, build_graph
from factcheck.enums import ClaimState
from factcheck.reporting.report import Report, ReportClaim
from factcheck.text.ingest import Document
from factcheck.text.types import ClaimDraft, Split


def build_draft_report(document: Document, split: Split, *, made_at: datetime) -> Report:
    """Return the report of a document and its split; `made_at` is in UTC."""
    claims = tuple(
        _to_report_claim(number, draft, document, split.method)
        for number, draft in enumerate(split.claims, 1)
    )
    return Report(
        title=document.title,
        desk="",
        desk_url="",
        source_name=document.source_name,
        source_url=document.source_url,
        url="",
        language=document.language,
        text=document.text,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        blocks=document.blocks,
        made_at=made_at,
        claims=claims,
        graph=build_graph(document.title, [ClaimInput(claim.number, claim.wording) for claim in claims], []),
    )


def _to_report_claim(number: int, draft: ClaimDraft, document: Document, method: str) -> ReportClaim:
    return ReportClaim(
        id=str(number),
        number=number,
        start=draft.start,
        end=draft.end,
        quote=draft.quote,
        wording=draft.wording,
        state=ClaimState.DRAFT,
        check_worthiness=draft.check_worthiness,
        reason=draft.reason.source_text,
        speaker=draft.attribution.speaker_name(document.text) if draft.attribution else "",
        url="",
        method=method,
    )
