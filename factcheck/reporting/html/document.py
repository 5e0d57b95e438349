"""`report.html`: the report as one page that needs nothing else: no script, nothing to be fetched."""

from pathlib import Path

from factcheck.argument.palette import stylesheet
from factcheck.reporting.computed_strengths import compute_strengths
from factcheck.reporting.html.article import article
from factcheck.reporting.html.claim import claim_card
from factcheck.reporting.html.closing import closing
from factcheck.reporting.html.markup import NOTHING, Html, tag
from factcheck.reporting.html.opening import opening
from factcheck.reporting.map_exports import draw_for_page
from factcheck.reporting.metadata import get_title
from factcheck.reporting.report import Report

STYLE = Path(__file__).with_name("report.css").read_text()
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(report: Report) -> bytes:
    """UTF-8 HTML, readable on screen, on paper and by a screen reader."""
    page = tag("html", _head(report), _body(report), lang="en")
    return f"<!doctype html>\n{page}\n".encode()


def _head(report: Report) -> Html:
    style = STYLE + stylesheet() if report.graph.statements else STYLE
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name_="color-scheme", content="light dark"),
        tag("title", f"{get_title(report)} – verdict report of {report.desk}"),
        tag("style", Html(style)),
    )


def _body(report: Report) -> Html:
    return tag(
        "body",
        tag("a", "Skip to the claims", href="#claims", class_="skip"),
        opening(report),
        tag("main", article(report), _claims(report), _map(report)),
        closing(report),
    )


def _claims(report: Report) -> Html:
    on_map = compute_strengths(report)
    listed = [claim_card(report, claim, on_map.get(claim.id)) for claim in report.claims]
    empty = tag("p", "No claim was found in this text.", class_="soft")
    return tag(
        "section", tag("h2", "Claim by claim", id="claims"), *(listed or [empty]), aria_labelledby="claims"
    )


def _map(report: Report) -> Html:
    """The whole argument; on a narrow screen it scrolls within its frame."""
    if not report.graph.statements:
        return NOTHING
    hint = "What speaks for and against each claim, and how strong that leaves it. A card leads to its claim."
    frame = tag(
        "div",
        Html(draw_for_page(report)),
        class_="frame",
        tabindex="0",
        role="region",
        aria_label="Argument map",
    )
    return tag(
        "section", tag("h2", "The argument map", id="map"), tag("p", hint, class_="hint"), frame, class_="map"
    )
