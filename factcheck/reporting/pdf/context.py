"""What the printed report says, as plain data for the template: what to show is decided here, how it looks there."""

import re
from typing import Any

from factcheck.argument.pagination import MapPage
from factcheck.argument.text_metrics import is_right_to_left
from factcheck.enums import Stance
from factcheck.reporting.claim_segments import ClaimSegment, list_blocks, split_at_claims
from factcheck.reporting.computed_strengths import ComputedStrength, compute_strengths
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
MAP_WIDTH, MAP_HEIGHT = 612.0, 800.0


def build_context(report: Report) -> JsonObject:
    """Strings, numbers, lists and dicts alone."""
    on_map = compute_strengths(report)
    return {
        "title": _to_directed_text(get_title(report)),
        "running_title": truncate(" ".join(get_title(report).split()), MAX_RUNNING_TITLE_LENGTH),
        "desk": report.desk,
        "language": to_language_code(report.language),
        "sha256": report.sha256,
        "about": [_serialize_metadata(fact) for fact in list_article_metadata(report)],
        "headline": format_headline(report),
        "tallies": [_serialize_rating(item.rating) | {"count": item.count} for item in count_ratings(report)],
        "unrated": count_unrated(report),
        "blocks": [_serialize_block(report, block) for block in list_blocks(report.text, report.blocks)],
        "claims": [_serialize_claim(claim, on_map.get(claim.id)) for claim in report.claims],
        "map": [_serialize_map_page(piece) for piece in paginate_for_print(report, MAP_WIDTH, MAP_HEIGHT)],
        "method": describe_methodology(report),
        "legend": [{"tone": tone.value, "words": label} for tone, label in get_legend().items()],
    }


def to_language_code(language: str) -> str:
    """The two or three letters that a PDF can name a language by; English where there are none."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", language.casefold())
    return found[0] if found else "en"


def isolate(text: str) -> str:
    """The text so that its direction turns nothing around it (rules X5c and X6a of the bidirectional algorithm)."""
    return f"\u2068{text}\u2069" if text and not text.isascii() else text


def _to_directed_text(text: str) -> JsonObject:
    return {"text": text, "dir": _get_direction(text)}


def _get_direction(text: str) -> str:
    return "rtl" if is_right_to_left(text) else "ltr"


def _serialize_map_page(piece: MapPage) -> JsonObject:
    """Marks in pixels of 3/4 point, to be set at `scale`."""
    scale = min(piece.scale, MAP_WIDTH / piece.width)
    return {"width": piece.width, "height": piece.height, "scale": scale, "marks": piece.marks}


def _serialize_metadata(fact: MetadataEntry) -> JsonObject:
    return {"name": fact.name, "value": fact.value, "url": to_safe_url(fact.url)}


def _serialize_rating(rating: ReportRating) -> JsonObject:
    return {
        "tone": get_tone(rating).value,
        "label": isolate(rating.label),
        "value": rating.value or 0,
        "best": rating.best,
        "place": describe_step(rating),
    }


def _serialize_block(report: Report, block: Block) -> JsonObject:
    pieces = split_at_claims(report.text, block.start, block.end, report.claims)
    return {
        "kind": block.kind.value,
        "dir": _get_direction(report.text[block.start : block.end]),
        "segments": [_serialize_segment(piece) for piece in pieces],
    }


def _serialize_segment(segment: ClaimSegment) -> JsonObject:
    return {
        "text": segment.text,
        "tone": get_claim_tone(segment.claims[-1]) if segment.claims else "",
        "numbers": [{"number": claim.number, "tone": get_claim_tone(claim)} for claim in segment.ending],
    }


def _serialize_claim(claim: ReportClaim, on_map: ComputedStrength | None) -> JsonObject:
    wording = claim.wording or claim.quote
    return {
        "number": claim.number,
        "wording": _to_directed_text(wording),
        "quote": _to_directed_text("" if claim.quote.strip() == wording.strip() else claim.quote),
        "speaker": isolate(claim.speaker),
        "verdict": _serialize_verdict(claim, claim.verdict) if claim.verdict else None,
        "unlinked": not claim.evidence and not is_unconfirmed(claim),
        "sides": [_serialize_stance(stance, items) for stance, items in group_by_stance(claim).items()],
        "weighed": _serialize_strength(on_map) if on_map else None,
        "ratings": [_serialize_assessment(item) for item in claim.assessments],
        "about": [_serialize_metadata(fact) for fact in list_claim_metadata(claim)],
    }


def _serialize_verdict(claim: ReportClaim, verdict: ReportVerdict) -> JsonObject:
    decided = f", decided by {isolate(verdict.decided_by)}" if verdict.decided_by else ""
    reasons = [_to_directed_text(piece) for piece in to_paragraphs(verdict.reasons)]
    foot = [f"As of {format_date(verdict.as_of)}{decided}", *map(isolate, list_approvals(verdict))]
    said = {"heading": get_verdict_heading(claim), "foot": ". ".join(foot)}
    return _serialize_rating(verdict.rating) | said | {"reasons": reasons}


def _serialize_strength(on_map: ComputedStrength) -> JsonObject:
    return {"line": on_map.line, "reasons": list(on_map.reasons)}


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
        "source": " · ".join(isolate(piece) for piece in source if piece),
        "url": to_safe_url(item.url),
        "strength": item.strength,
        "strength_text": f"{item.strength:.2f}",
        "labels": list_evidence_warnings(item),
        "note": [_to_directed_text(piece) for piece in to_paragraphs(item.note)],
        "counts": item.status.is_counted,
    }


def _serialize_assessment(item: ReportAssessment) -> JsonObject:
    return {
        "reviewer": item.reviewer,
        "rating": _serialize_rating(item.rating),
        "confidence": item.confidence,
        "reasons": [_to_directed_text(piece) for piece in to_paragraphs(item.reasons)],
    }
