"""What the printed report says, as plain data for the template: what to show is decided here, how it looks there."""

import re
from typing import Any

from factcheck.argument.measuring import is_right_to_left
from factcheck.argument.pages import Page
from factcheck.enums import Stance
from factcheck.reporting.facts import Fact, about, about_claim, day, title
from factcheck.reporting.links import web_url
from factcheck.reporting.maps import for_print
from factcheck.reporting.marking import Segment, blocks, segments
from factcheck.reporting.method import method_lines
from factcheck.reporting.prose import paragraphs, shortened
from factcheck.reporting.report import (
    Report,
    ReportAssessment,
    ReportClaim,
    ReportEvidence,
    ReportRating,
    ReportVerdict,
)
from factcheck.reporting.scale import LEGEND, claim_tone, place, tone
from factcheck.reporting.summary import (
    STANCES,
    approval,
    evidence_labels,
    headline,
    is_unconfirmed,
    sides,
    tallies,
    unrated,
    verdict_heading,
)
from factcheck.reporting.weighing import Weighed, weighed
from factcheck.text.values import Block

Data = dict[str, Any]
RUNNING_TITLE = 80
MAP_WIDTH, MAP_HEIGHT = 612.0, 800.0


def contents(report: Report) -> Data:
    """Strings, numbers, lists and dicts alone."""
    on_map = weighed(report)
    return {
        "title": _spoken(title(report)),
        "running_title": shortened(" ".join(title(report).split()), RUNNING_TITLE),
        "desk": report.desk,
        "language": language_code(report.language),
        "sha256": report.sha256,
        "about": [_fact(fact) for fact in about(report)],
        "headline": headline(report),
        "tallies": [_rating(item.rating) | {"count": item.count} for item in tallies(report)],
        "unrated": unrated(report),
        "blocks": [_block(report, block) for block in blocks(report.text, report.blocks)],
        "claims": [_claim(claim, on_map.get(claim.id)) for claim in report.claims],
        "map": [_piece_of_map(piece) for piece in for_print(report, MAP_WIDTH, MAP_HEIGHT)],
        "method": method_lines(report),
        "legend": [{"tone": of.value, "words": words} for of, words in LEGEND.items()],
    }


def language_code(language: str) -> str:
    """The two or three letters that a PDF can name a language by; English where there are none."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", language.casefold())
    return found[0] if found else "en"


def isolated(text: str) -> str:
    """The text so that its direction turns nothing around it (rules X5c and X6a of the bidirectional algorithm)."""
    return f"\u2068{text}\u2069" if text and not text.isascii() else text


def _spoken(text: str) -> Data:
    return {"text": text, "dir": _direction(text)}


def _direction(text: str) -> str:
    return "rtl" if is_right_to_left(text) else "ltr"


def _piece_of_map(piece: Page) -> Data:
    """Marks in pixels of 3/4 point, to be set at `scale`."""
    scale = min(piece.scale, MAP_WIDTH / piece.width)
    return {"width": piece.width, "height": piece.height, "scale": scale, "marks": piece.marks}


def _fact(fact: Fact) -> Data:
    return {"name": fact.name, "value": fact.value, "url": web_url(fact.url)}


def _rating(rating: ReportRating) -> Data:
    return {
        "tone": tone(rating).value,
        "label": isolated(rating.label),
        "value": rating.value or 0,
        "best": rating.best,
        "place": place(rating),
    }


def _block(report: Report, block: Block) -> Data:
    pieces = segments(report.text, block.start, block.end, report.claims)
    return {
        "kind": block.kind.value,
        "dir": _direction(report.text[block.start : block.end]),
        "segments": [_segment(piece) for piece in pieces],
    }


def _segment(segment: Segment) -> Data:
    return {
        "text": segment.text,
        "tone": claim_tone(segment.claims[-1]) if segment.claims else "",
        "numbers": [{"number": claim.number, "tone": claim_tone(claim)} for claim in segment.ending],
    }


def _claim(claim: ReportClaim, on_map: Weighed | None) -> Data:
    wording = claim.wording or claim.quote
    return {
        "number": claim.number,
        "wording": _spoken(wording),
        "quote": _spoken("" if claim.quote.strip() == wording.strip() else claim.quote),
        "speaker": isolated(claim.speaker),
        "verdict": _verdict(claim, claim.verdict) if claim.verdict else None,
        "unlinked": not claim.evidence and not is_unconfirmed(claim),
        "sides": [_side(stance, items) for stance, items in sides(claim).items()],
        "weighed": _weighed(on_map) if on_map else None,
        "ratings": [_assessment(item) for item in claim.assessments],
        "about": [_fact(fact) for fact in about_claim(claim)],
    }


def _verdict(claim: ReportClaim, verdict: ReportVerdict) -> Data:
    decided = f", decided by {isolated(verdict.decided_by)}" if verdict.decided_by else ""
    reasons = [_spoken(piece) for piece in paragraphs(verdict.reasons)]
    foot = [f"As of {day(verdict.as_of)}{decided}", *map(isolated, approval(verdict))]
    said = {"heading": verdict_heading(claim), "foot": ". ".join(foot)}
    return _rating(verdict.rating) | said | {"reasons": reasons}


def _weighed(on_map: Weighed) -> Data:
    return {"line": on_map.line, "reasons": list(on_map.reasons)}


def _side(stance: Stance, items: list[ReportEvidence]) -> Data:
    return {"stance": stance.value, "title": STANCES[stance], "items": [_evidence(item) for item in items]}


def _evidence(item: ReportEvidence) -> Data:
    published = day(item.published_on) if item.published_on else ""
    source = (item.source_title, item.publisher, published)
    return {
        "quote": _spoken(item.quote),
        "source": " · ".join(isolated(piece) for piece in source if piece),
        "url": web_url(item.url),
        "strength": item.strength,
        "strength_text": f"{item.strength:.2f}",
        "labels": evidence_labels(item),
        "note": [_spoken(piece) for piece in paragraphs(item.note)],
        "counts": item.lifecycle.counts,
    }


def _assessment(item: ReportAssessment) -> Data:
    return {
        "reviewer": item.reviewer,
        "rating": _rating(item.rating),
        "confidence": item.confidence,
        "reasons": [_spoken(piece) for piece in paragraphs(item.reasons)],
    }
