"""`report.html`: the report as one page without scripts that fetches nothing.

What the page contains is decided here and in the modules that it shares with the PDF; `templates/` has the HTML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from factcheck.argument.palette import build_stylesheet
from factcheck.enums import BlockKind
from factcheck.reporting.claim_segments import ClaimSegment, list_blocks, split_at_claims
from factcheck.reporting.computed_strengths import compute_strengths
from factcheck.reporting.html.environment import get_template
from factcheck.reporting.map_exports import draw_for_page
from factcheck.reporting.metadata import get_title, list_article_metadata
from factcheck.reporting.methodology import describe_methodology
from factcheck.reporting.rating_scale import get_legend
from factcheck.reporting.report import Report, ReportClaim
from factcheck.reporting.summary import count_ratings, count_unrated, format_headline

STYLE = Path(__file__).with_name("report.css").read_text()
ELEMENTS = {BlockKind.HEADING: "h3", BlockKind.QUOTATION: "blockquote"}


@dataclass(frozen=True, slots=True)
class TextRow:
    """A block of the text, cut at the edges of claims, and the claims that begin in it."""

    element: str
    kind: str
    segments: tuple[ClaimSegment, ...]
    claims: tuple[ReportClaim, ...]


def write(report: Report) -> bytes:
    """Return UTF-8 HTML, readable on screen, on paper and by a screen reader."""
    page = get_template("report.html").render(_build_context(report))
    return f"{page}\n".encode()


def _build_context(report: Report) -> dict[str, Any]:
    has_map = bool(report.graph.statements)
    return {
        "report": report,
        "title": get_title(report),
        # Both are written by our own code, which escapes the texts in the drawing.
        "style": Markup(STYLE + build_stylesheet() if has_map else STYLE),  # noqa: S704
        "map": Markup(draw_for_page(report)) if has_map else None,  # noqa: S704
        "metadata": list_article_metadata(report),
        "headline": format_headline(report),
        "rating_counts": count_ratings(report),
        "unrated": count_unrated(report),
        "rows": list(_iter_rows(report)),
        "strengths": compute_strengths(report),
        "methodology": describe_methodology(report),
        "legend": get_legend(),
    }


def _iter_rows(report: Report) -> Iterator[TextRow]:
    for block in list_blocks(report.text, report.blocks):
        yield TextRow(
            ELEMENTS.get(block.kind, "p"),
            block.kind.value,
            tuple(split_at_claims(report.text, block.start, block.end, report.claims)),
            tuple(claim for claim in report.claims if block.start <= claim.start < block.end),
        )
