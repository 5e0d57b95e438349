"""The first page: what was checked, when and by whom, and what it came to."""

from factcheck.reporting.html.markup import Html, joined, tag
from factcheck.reporting.html.pieces import dotted, facts, link, shape, stamped
from factcheck.reporting.report import Report
from factcheck.reporting.scale import tone
from factcheck.reporting.summary import Tally, counted, tallies, unrated


def opening(report: Report) -> Html:
    """Headline, what was checked, the summary."""
    return tag(
        "header",
        tag("p", dotted(link(report.desk_url, report.desk), "Verdict report"), class_="eyebrow"),
        tag("h1", report.title, dir="auto", lang=report.language or None),
        _checked(report),
        _summary(report),
        class_="opening",
    )


def _checked(report: Report) -> Html:
    rows = [
        ("Text from", _source(report)),
        ("Language", report.language),
        ("As of", stamped(report.made_at)),
        ("This check", link(report.url, report.url) if report.url else ""),
        ("SHA-256 of the text", tag("code", report.sha256)),
    ]
    return facts(rows, "checked")


def _source(report: Report) -> Html | str:
    name = report.source_name or report.source_url
    return link(report.source_url, name) if name else ""


def _summary(report: Report) -> Html:
    given = tallies(report)
    open_ones = unrated(report)
    heading = joined(
        (tag("b", counted(len(report.claims), "claim")), " ", _outcome(len(report.claims) - open_ones))
    )
    return tag(
        "section",
        tag("h2", "In short", class_="hidden"),
        tag("p", heading, class_="headline"),
        _bar(given, open_ones),
        tag("ul", *map(_tally, given), _open(open_ones), class_="tallies"),
        class_="summary",
    )


def _outcome(decided: int) -> str:
    return f"found, {counted(decided, 'verdict')} so far" if decided else "found, no verdict yet"


def _bar(given: tuple[Tally, ...], open_ones: int) -> Html:
    """The share of each verdict as a strip; the list below it says the same in words."""
    parts = [(f"tone-{tone(item.rating)}", item.count) for item in given]
    pieces = [*parts, ("tone-none", open_ones)]
    cells = (tag("i", class_=kind, style=f"flex-grow:{count}") for kind, count in pieces if count)
    return tag("div", *cells, class_="bar", aria_hidden="true")


def _tally(item: Tally) -> Html:
    label = tag("span", item.rating.label, dir="auto")
    return tag(
        "li", shape(tone(item.rating)), tag("b", str(item.count)), label, class_=f"tone-{tone(item.rating)}"
    )


def _open(count: int) -> Html:
    return (
        tag("li", tag("b", str(count)), tag("span", "without a verdict"), class_="tone-none")
        if count
        else Html()
    )
