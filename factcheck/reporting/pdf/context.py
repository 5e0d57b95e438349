"""The content of the PDF report as JSON values, for the typst template.

What is shown is decided here, how it looks in `report.typ`.
"""

import re
from typing import Any

from factcheck.argument.hypotheses import HypothesisMatrix
from factcheck.argument.pagination import MapPage
from factcheck.argument.print_plan import Sheet
from factcheck.argument.text_metrics import is_right_to_left
from factcheck.enums import Stance
from factcheck.i18n import gettext as _
from factcheck.reporting.claim_segments import ClaimSegment, list_blocks, split_at_claims
from factcheck.reporting.computed_strengths import ComputedStrength, compute_strengths
from factcheck.reporting.hypothesis_table import (
    ANSWER_LETTERS,
    HypothesisColumn,
    HypothesisRow,
    describe_method,
    list_columns,
    list_rows,
)
from factcheck.reporting.map_exports import paginate_for_print
from factcheck.reporting.markdown import to_paragraphs, truncate
from factcheck.reporting.metadata import (
    MetadataEntry,
    format_date,
    get_title,
    list_article_metadata,
    list_claim_metadata,
)
from factcheck.reporting.methodology import describe_methodology
from factcheck.reporting.rating_scale import describe_step, get_claim_tone, get_legend, get_tone
from factcheck.reporting.report import (
    Report,
    ReportAssessment,
    ReportClaim,
    ReportEvidence,
    ReportRating,
    ReportVerdict,
)
from factcheck.reporting.safe_urls import to_safe_url
from factcheck.reporting.summary import (
    count_ratings,
    count_unrated,
    format_headline,
    get_stance_label,
    get_verdict_heading,
    group_by_stance,
    is_unconfirmed,
    list_approvals,
    list_evidence_warnings,
)
from factcheck.text.types import Block

JsonObject = dict[str, Any]
MAX_RUNNING_TITLE_LENGTH = 80
MAX_ROW_LENGTH = 120
# The area of text on a page, with space for the marks around the tiles of a large map.
MAP_SHEET = Sheet(612.0, 800.0, 26.0, is_trimmed=True)


def build_context(report: Report) -> JsonObject:
    """Return the report as strings, numbers, lists and dicts only."""
    strengths = compute_strengths(report)
    return {
        "title": _to_directed_text(get_title(report)),
        "running_title": truncate(" ".join(get_title(report).split()), MAX_RUNNING_TITLE_LENGTH),
        "desk": report.desk,
        "language": to_language_code(report.language),
        "sha256": report.sha256,
        "about": [_serialize_metadata(entry) for entry in list_article_metadata(report)],
        "headline": format_headline(report),
        "tallies": [_serialize_rating(item.rating) | {"count": item.count} for item in count_ratings(report)],
        "unrated": count_unrated(report),
        "blocks": [_serialize_block(report, block) for block in list_blocks(report.text, report.blocks)],
        "claims": [_serialize_claim(claim, strengths.get(claim.id)) for claim in report.claims],
        "map": [_serialize_map_page(page) for page in paginate_for_print(report, MAP_SHEET)],
        "method": describe_methodology(report),
        "legend": [{"tone": tone.value, "words": label} for tone, label in get_legend().items()],
    }


def to_language_code(language: str) -> str:
    """Return the language as two or three letters, as PDF requires; English if there are none."""
    match = re.match(r"[a-z]{2,3}(?![a-z])", language.casefold())
    return match[0] if match else "en"


def isolate(text: str) -> str:
    """Return the text in bidi isolates.

    Its direction then does not affect the text around it (UAX #9, rules X5c and X6a).
    """
    return f"\u2068{text}\u2069" if text and not text.isascii() else text


def _to_directed_text(text: str) -> JsonObject:
    return {"text": text, "dir": _get_direction(text)}


def _get_direction(text: str) -> str:
    return "rtl" if is_right_to_left(text) else "ltr"


def _serialize_map_page(page: MapPage) -> JsonObject:
    return {"width": page.width, "height": page.height, "marks": page.primitives}


def _serialize_metadata(entry: MetadataEntry) -> JsonObject:
    return {"name": entry.name, "value": entry.value, "url": to_safe_url(entry.url)}


def _serialize_rating(rating: ReportRating) -> JsonObject:
    return {
        "tone": get_tone(rating).value,
        "label": isolate(rating.label),
        "value": rating.value or 0,
        "best": rating.best,
        "place": describe_step(rating),
    }


def _serialize_block(report: Report, block: Block) -> JsonObject:
    parts = split_at_claims(report.text, block.start, block.end, report.claims)
    return {
        "kind": block.kind.value,
        "dir": _get_direction(report.text[block.start : block.end]),
        "segments": [_serialize_segment(segment) for segment in parts],
    }


def _serialize_segment(segment: ClaimSegment) -> JsonObject:
    return {
        "text": segment.text,
        "tone": get_claim_tone(segment.claims[-1]) if segment.claims else "",
        "numbers": [{"number": claim.number, "tone": get_claim_tone(claim)} for claim in segment.ending],
    }


def _serialize_claim(claim: ReportClaim, strength: ComputedStrength | None) -> JsonObject:
    wording = claim.wording or claim.quote
    return {
        "number": claim.number,
        "wording": _to_directed_text(wording),
        "quote": _to_directed_text("" if claim.quote.strip() == wording.strip() else claim.quote),
        "speaker": isolate(claim.speaker),
        "verdict": _serialize_verdict(claim, claim.verdict) if claim.verdict else None,
        "unlinked": not claim.evidence and not is_unconfirmed(claim),
        "sides": [_serialize_stance(stance, items) for stance, items in group_by_stance(claim).items()],
        "weighed": _serialize_strength(strength) if strength else None,
        "rivals": _serialize_hypotheses(claim.hypotheses) if claim.hypotheses else None,
        "ratings": [_serialize_assessment(item) for item in claim.assessments],
        "about": [_serialize_metadata(entry) for entry in list_claim_metadata(claim)],
    }


def _serialize_verdict(claim: ReportClaim, verdict: ReportVerdict) -> JsonObject:
    as_of = _("As of %(date)s") % {"date": format_date(verdict.as_of)}
    if verdict.decided_by:
        as_of = _("%(as_of)s, decided by %(name)s") % {"as_of": as_of, "name": isolate(verdict.decided_by)}
    return {
        **_serialize_rating(verdict.rating),
        "heading": get_verdict_heading(claim),
        "foot": ". ".join([as_of, *map(isolate, list_approvals(verdict))]),
        "reasons": [_to_directed_text(paragraph) for paragraph in to_paragraphs(verdict.reasons)],
    }


def _serialize_strength(strength: ComputedStrength) -> JsonObject:
    return {"line": strength.line, "reasons": list(strength.reasons)}


def _serialize_hypotheses(matrix: HypothesisMatrix) -> JsonObject:
    columns = list_columns(matrix)
    return {
        "names": [column.name for column in columns],
        "ranking": [_serialize_column(column) for column in sorted(columns, key=lambda one: one.rank)],
        "rows": [_serialize_row(row) for row in list_rows(matrix)],
        "method": describe_method(),
    }


def _serialize_column(column: HypothesisColumn) -> JsonObject:
    return {
        "rank": f"{column.rank}. {column.name}",
        "text": _to_directed_text(column.text),
        "result": column.result,
    }


def _serialize_row(row: HypothesisRow) -> JsonObject:
    return {
        "quote": _to_directed_text(truncate(row.quote, MAX_ROW_LENGTH)),
        "source": isolate(row.source),
        "answers": [ANSWER_LETTERS[answer] for answer in row.answers],
        "remark": row.remark,
    }


def _serialize_stance(stance: Stance, items: list[ReportEvidence]) -> JsonObject:
    return {
        "stance": stance.value,
        "title": get_stance_label(stance),
        "items": [_serialize_evidence(item) for item in items],
    }


def _serialize_evidence(item: ReportEvidence) -> JsonObject:
    published = format_date(item.published_on) if item.published_on else ""
    source = (item.source_title, item.publisher, published)
    return {
        "quote": _to_directed_text(item.quote),
        "source": " · ".join(isolate(part) for part in source if part),
        "url": to_safe_url(item.url),
        "strength": item.strength,
        "strength_text": item.strength_in_words,
        "labels": list_evidence_warnings(item),
        "note": [_to_directed_text(paragraph) for paragraph in to_paragraphs(item.note)],
        "counts": item.status.is_counted,
    }


def _serialize_assessment(item: ReportAssessment) -> JsonObject:
    return {
        "reviewer": item.reviewer,
        "rating": _serialize_rating(item.rating),
        "confidence": item.confidence,
        "reasons": [_to_directed_text(paragraph) for paragraph in to_paragraphs(item.reasons)],
    }
