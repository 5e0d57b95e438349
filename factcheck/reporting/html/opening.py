"""The first page: what was checked, when and by whom, and what it came to."""

from factcheck.reporting.html.markup import NOTHING, Html, tag
from factcheck.reporting.html.pieces import dotted, fact_list, link, shape
from factcheck.reporting.metadata import get_title, list_article_metadata
from factcheck.reporting.rating_scale import get_tone
from factcheck.reporting.report import Report
from factcheck.reporting.summary import RatingCount, count_ratings, count_unrated, format_headline


def opening(report: Report) -> Html:
    """Headline, what was checked, the summary."""
    return tag(
        "header",
        tag("p", dotted(link(report.desk_url, report.desk), "Verdict report"), class_="eyebrow"),
        tag("h1", get_title(report), dir="auto", lang=report.language or None),
        fact_list(list_article_metadata(report), "checked"),
        _summary(report),
        class_="opening",
    )


def _summary(report: Report) -> Html:
    given = count_ratings(report)
    open_ones = count_unrated(report)
    return tag(
        "section",
        tag("h2", "In short", class_="hidden"),
        tag("p", format_headline(report), class_="headline"),
        _bar(given, open_ones),
        tag("ul", *map(_tally, given), _open(open_ones), class_="tallies"),
        class_="summary",
    )


def _bar(given: tuple[RatingCount, ...], open_ones: int) -> Html:
    """The share of each verdict as a strip; the list below it says the same in words."""
    parts = [(f"tone-{get_tone(item.rating)}", item.count) for item in given]
    pieces = [*parts, ("tone-none", open_ones)]
    cells = (tag("i", class_=kind, style=f"flex-grow:{count}") for kind, count in pieces if count)
    return tag("div", *cells, class_="bar", aria_hidden="true")


def _tally(item: RatingCount) -> Html:
    of = get_tone(item.rating)
    label = tag("span", item.rating.label, dir="auto")
    return tag("li", shape(of), tag("b", str(item.count)), label, class_=f"tone-{of}")


def _open(count: int) -> Html:
    if not count:
        return NOTHING
    return tag("li", tag("b", str(count)), tag("span", "without a verdict"), class_="tone-none")
