"""The small pieces that several parts of the page show alike: ratings, links, dates, quotations."""

from datetime import date

from factcheck.reporting.html.markup import Html, joined, tag
from factcheck.reporting.metadata import MetadataEntry, format_date
from factcheck.reporting.rating_scale import SHAPES, Tone, describe_step, get_tone
from factcheck.reporting.report import ReportRating
from factcheck.reporting.safe_urls import to_safe_url


def shape(of: Tone) -> Html:
    """The sign of a tone, as large as the text beside it."""
    return tag(
        "svg", Html(SHAPES[of]), class_="shape", viewBox="0 0 16 16", aria_hidden="true", focusable="false"
    )


def rating_mark(rating: ReportRating) -> Html:
    """Shape, word and place on the scale."""
    word = tag("b", rating.label, class_="word", dir="auto")
    return tag(
        "span", shape(get_tone(rating)), word, scale_strip(rating), class_=f"rating tone-{get_tone(rating)}"
    )


def scale_strip(rating: ReportRating) -> Html:
    """One cell a step, the rating's own cell filled; nothing but words for a label off the axis."""
    if rating.value is None:
        return tag("span", describe_step(rating), class_="place")
    cells = (tag("i", class_="here" if step == rating.value else None) for step in range(1, rating.best + 1))
    return tag("span", *cells, class_="scale", role="img", aria_label=describe_step(rating))


def link(url: str, label: str, class_: str = "") -> Html:
    """A link to a web page; the bare label if the address leads anywhere else."""
    shown = tag("bdi", label)
    if not to_safe_url(url):
        return shown
    return tag("a", shown, href=url, rel="noopener noreferrer", class_=class_ or None)


def dated(of: date) -> Html:
    """A day as people and programs read it."""
    return tag("time", format_date(of), datetime=of.isoformat())


def fact_list(facts: list[MetadataEntry], class_: str) -> Html:
    """Names and values; a value that leads somewhere is a link."""
    pairs = (tag("div", tag("dt", fact.name), tag("dd", link(fact.url, fact.value))) for fact in facts)
    return tag("dl", *pairs, class_=class_)


def dotted(*pieces: str) -> Html:
    """Pieces on one line with a middle dot between; empty ones are left out."""
    return joined((piece for piece in pieces if piece), " · ")
