"""The SVG of single things on a map: a card, a relation, a sign. Safe to stand inside a page with a strict policy.

Only attributes and classes: no script, no style attribute. Every text of a map is escaped here.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

from factcheck.argument.cards import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LINE_HEIGHT,
    PADDING,
    SMALL_SIZE,
    TEXT_SIZE,
    Card,
)
from factcheck.argument.curves import along, arrowhead
from factcheck.argument.measuring import seen, shortened
from factcheck.argument.palette import DASHES, LIGHT, SIGNS, tone
from factcheck.argument.plan import Box, Line, Point
from factcheck.terms import RelationKind, StatementKind

SIGN_RADIUS = 8
SIGN_AWAY = 17
METER_WIDTH = 46
CORNERS = {StatementKind.CLAIM: 2, StatementKind.EVIDENCE: 2, StatementKind.PREMISE: 13}
START_ISOLATE, END_ISOLATE = "\u2067", "\u2069"


def fill(name: str) -> str:
    return f'class="f-{name}" fill="{LIGHT[name]}"'


def stroke(name: str) -> str:
    return f'class="s-{name}" stroke="{LIGHT[name]}"'


def anchor(name: str) -> str:
    """The id of an element for the id of a statement or relation: a word without spaces, one for each."""
    return f"map-{quote(name, safe='')}"


def is_safe(url: str) -> bool:
    """Whether a link may go there: the web, or a place on this site."""
    return urlsplit(url).scheme in ("http", "https") or (url.startswith(("/", "#")) and url[:2] != "//")


def text(line: str, x: float, y: float, attributes: str, right_to_left: bool = False, room: float = 0) -> str:
    """One line of text; a right-to-left one ends at `x + room` and is isolated for readers that guess."""
    if right_to_left:
        x, attributes = x + room, f'{attributes} text-anchor="end"'
        line = f"{START_ISOLATE}{line}{END_ISOLATE}"
    return f'<text x="{x:g}" y="{y:g}" {attributes}>{escape(line, quote=False)}</text>'


def card(card: Card, box: Box, summary: str) -> str:
    """A statement's card, under its full text as a title; the whole card is a link where the statement has one."""
    parts = [_frame(card), *_head(card), *_body(card), *_foot(card)]
    item = card.item
    state = "" if item.active else " withdrawn"
    return (
        f'<g class="node {item.kind}{state}" id="{anchor(item.id)}" data-id="{escape(seen(item.id))}"'
        f' transform="translate({box.x:.1f} {box.y:.1f})"><title>{escape(summary, quote=False)}</title>'
        f"{_linked(''.join(parts), item.url)}</g>"
    )


def stub(card: Card, box: Box) -> str:
    """A small box that names a statement whose card stands elsewhere, and leads there."""
    line = shortened(f"→ {seen(card.item.text)}", box.width - 2 * PADDING, SMALL_SIZE)
    frame = f'<rect width="{box.width:g}" height="{box.height:g}" rx="16" fill="none" {stroke("hair")}/>'
    words = text(line, PADDING, 20, f'font-size="{SMALL_SIZE}" {fill("quiet")}')
    return (
        f'<g class="stub" transform="translate({box.x:.1f} {box.y:.1f})">'
        f'<a href="#{anchor(card.item.id)}">{frame}{words}</a></g>'
    )


def _linked(content: str, url: str) -> str:
    return f'<a href="{escape(url)}">{content}</a>' if url and is_safe(url) else content


def _frame(card: Card) -> str:
    dashes = "" if card.item.active else ' stroke-dasharray="3 3"'
    border = f'class="f-card s-hair" fill="{LIGHT["card"]}" stroke="{LIGHT["hair"]}"'
    return (
        f'<rect width="{card.width}" height="{card.height}" rx="{CORNERS[card.item.kind]}" {border}{dashes}/>'
    )


def _head(card: Card) -> list[str]:
    """What the card is, and its strength as a number and a bar."""
    weight = ' font-weight="600"' if card.is_claim else ""
    words = text(card.head, PADDING, 19, f'font-size="{SMALL_SIZE}"{weight} {fill("quiet")}')
    if not card.item.active:
        return [words]
    right = card.width - PADDING
    number = text(
        f"{card.strength:.2f}", right, 19, f'font-size="{SMALL_SIZE}" text-anchor="end" {fill("ink")}'
    )
    return [words, number, *_meter(card, right - 30 - METER_WIDTH)]


def _meter(card: Card, x: float) -> list[str]:
    """A claim's bar starts in the middle, where neither side has won."""
    if not card.is_claim:
        return bar(x, 12, 0.0, card.strength, "quiet")
    low, high = sorted((0.5, card.strength))
    return bar(x, 12, low, high, tone(card.strength))


def bar(x: float, y: float, low: float, high: float, colour: str) -> list[str]:
    """A track from nothing to certain, filled from `low` to `high`."""
    wide = max((high - low) * METER_WIDTH, 1.5)
    return [
        f'<rect x="{x:g}" y="{y + 1:g}" width="{METER_WIDTH}" height="4" {fill("track")}/>',
        f'<rect x="{x + low * METER_WIDTH:.1f}" y="{y:g}" width="{wide:.1f}" height="6" {fill(colour)}/>',
    ]


def _body(card: Card) -> list[str]:
    struck = "" if card.item.active else f' text-decoration="line-through" {fill("quiet")}'
    return [
        text(
            line,
            PADDING,
            HEAD_HEIGHT + 13 + LINE_HEIGHT * number,
            f'font-size="{TEXT_SIZE}"{struck}',
            card.text.right_to_left,
            card.width - 2 * PADDING,
        )
        for number, line in enumerate(card.text.lines)
    ]


def _foot(card: Card) -> list[str]:
    if not card.foot:
        return []
    y = card.height - FOOT_HEIGHT + 11
    return [
        f'<rect width="4" height="{card.height}" {fill(tone(card.strength))}/>',
        text(card.foot, PADDING, y, f'font-size="{SMALL_SIZE}" font-weight="600" {fill("ink")}'),
    ]


def line(kind: RelationKind | None, piece: Line) -> str:
    """A piece of a relation's line, with its head if it arrives; what is no relation is a thin dotted one."""
    if kind is None:
        return f'<path d="{_path(piece.points)}" stroke-dasharray="1 3" {stroke("hair")}/>'
    dashes = f' stroke-dasharray="{DASHES[kind]}"' if DASHES[kind] else ""
    drawn = f'<path d="{_path(piece.points)}" fill="none"{dashes}/>'
    return drawn + _arrow(piece) if piece.arrives and kind is not RelationKind.REPHRASE else drawn


def _arrow(piece: Line) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrowhead(piece.points))
    return f'<polygon class="tip" points="{corners}"/>'


def sign(kind: RelationKind, at: Point) -> str:
    """The sign of a relation in a small disc."""
    x, y = at
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIGN_RADIUS}" class="f-paper" fill="{LIGHT["paper"]}"/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" stroke="none">{SIGNS[kind]}</text>'
    )


def sign_place(piece: Line) -> Point:
    """Near the premise, where lines that meet at a claim are still apart."""
    return along(piece.points, SIGN_AWAY)


def _path(points: tuple[Point, ...]) -> str:
    first, rest = points[0], points[1:]
    return f"M{first[0]:.1f},{first[1]:.1f}C" + " ".join([f"{x:.1f},{y:.1f}" for x, y in rest])


def relation(name: str, kind: RelationKind, title: str, pieces: Iterable[str], active: bool) -> str:
    """All pieces of a relation, under a title that says it in words."""
    colour = LIGHT[str(kind)]
    state = "" if active else ' opacity="0.45"'
    return (
        f'<g class="relation f-{kind} s-{kind}{"" if active else " withdrawn"}" id="{anchor(name)}"'
        f' data-id="{escape(seen(name))}" stroke="{colour}" fill="{colour}"{state}>'
        f"<title>{escape(title, quote=False)}</title>{''.join(pieces)}</g>"
    )
