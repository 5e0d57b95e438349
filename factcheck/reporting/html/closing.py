"""How the report was made and how to read it, and who made it."""

from factcheck.reporting.html.markup import Html, joined, tag
from factcheck.reporting.html.pieces import link, shape
from factcheck.reporting.metadata import format_datetime
from factcheck.reporting.methodology import describe_methodology
from factcheck.reporting.rating_scale import LEGEND, Tone
from factcheck.reporting.report import Report


def closing(report: Report) -> Html:
    """The method note and the colophon."""
    return joined((_method(report), _colophon(report)))


def _method(report: Report) -> Html:
    return tag(
        "section",
        tag("h2", "How this was made", id="method"),
        tag("div", *(tag("p", line) for line in describe_methodology(report)), class_="prose"),
        tag("ul", *map(_sign, LEGEND), class_="legend", aria_label="The signs of the ratings"),
        class_="method",
        aria_labelledby="method",
    )


def _sign(of: Tone) -> Html:
    return tag("li", shape(of), LEGEND[of], class_=f"tone-{of}")


def _colophon(report: Report) -> Html:
    made_by = joined(
        (
            "Made by Factcheck for ",
            link(report.desk_url, report.desk),
            " on ",
            format_datetime(report.made_at),
            ".",
        )
    )
    return tag("footer", tag("p", made_by), tag("p", "Text ", tag("code", report.sha256)), class_="colophon")
