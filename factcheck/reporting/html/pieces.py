"""The small pieces that several parts of the page show alike: ratings, links, dates, quotations."""

from datetime import date, datetime

from factcheck.reporting.html.markup import Html, joined, tag
from factcheck.reporting.links import web_url
from factcheck.reporting.report import ReportRating
from factcheck.reporting.scale import SHAPES, Tone, place, tone


def shape(of: Tone) -> Html:
    """The sign of a tone, as large as the text beside it."""
    return tag(
        "svg", Html(SHAPES[of]), class_="shape", viewBox="0 0 16 16", aria_hidden="true", focusable="false"
    )


def rating_mark(rating: ReportRating) -> Html:
    """Shape, word and place on the scale."""
    word = tag("b", rating.label, class_="word", dir="auto")
    return tag("span", shape(tone(rating)), word, scale_strip(rating), class_=f"rating tone-{tone(rating)}")


def scale_strip(rating: ReportRating) -> Html:
    """One cell a step, the rating's own cell filled; nothing but words for a label off the axis."""
    if rating.value is None:
        return tag("span", place(rating), class_="place")
    cells = (tag("i", class_="here" if step == rating.value else None) for step in range(1, rating.best + 1))
    return tag("span", *cells, class_="scale", role="img", aria_label=place(rating))


def link(url: str, label: str, class_: str = "") -> Html:
    """A link to a web page; the bare label if the address leads anywhere else."""
    shown = tag("bdi", label)
    if not web_url(url):
        return shown
    return tag("a", shown, href=url, rel="noopener noreferrer", class_=class_ or None)


def dated(day: date) -> Html:
    """A day as people write it."""
    return tag("time", f"{day.day} {day:%B %Y}", datetime=day.isoformat())


def stamped(moment: datetime) -> Html:
    """A moment to the minute, in UTC."""
    return tag("time", f"{moment.day} {moment:%B %Y, %H:%M} UTC", datetime=moment.isoformat())


def facts(rows: list[tuple[str, str]], class_: str) -> Html:
    """A list of names and values; rows without a value are left out."""
    pairs = (tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value)
    return tag("dl", *pairs, class_=class_)


def dotted(*pieces: str) -> Html:
    """Pieces on one line with a middle dot between; empty ones are left out."""
    return joined((piece for piece in pieces if piece), " · ")
