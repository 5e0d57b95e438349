"""A map as marks on pages, for print: the counterpart of `svg`. Data only."""

import re
from collections.abc import Iterator

from factcheck.argument import heading as head
from factcheck.argument.cards import (
    FIRST_LINE,
    FOOT_LEADING,
    HEAD_LINE,
    LINE_HEIGHT,
    METER_WIDTH,
    METER_X,
    METER_Y,
    PADDING,
    ROOM,
    SMALL_SIZE,
    STRIPE,
    STUB_LINE,
    TEXT_SIZE,
    WIDTH,
    Card,
)
from factcheck.argument.graph import Graph
from factcheck.argument.marks import Mark, box, curve, disc, faint, moved, shape, words
from factcheck.argument.measuring import seen, shortened
from factcheck.argument.palette import CORNERS, DASHES, LIGHT, SIGNS, tone
from factcheck.argument.places.curves import SIGN_RADIUS, arrowhead, sign_place
from factcheck.argument.places.plan import Box, Line, Plan, Point
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

WHOLE_URL = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,2000}")


def heading_marks(found: head.Heading, room: float) -> Iterator[Mark]:
    """The title, the keys and the notes, from the top left."""
    turned = found.title.right_to_left
    x = room if turned else 0
    for number, line in enumerate(found.title.lines):
        y = head.TITLE_SIZE + head.TITLE_LEADING * number
        yield words(line, x, y, head.TITLE_SIZE, strong=True, turned=turned)
    for key in found.keys:
        yield from (moved(mark, key.x, key.y) for mark in _key(key))
    for number, line in enumerate(found.notes):
        yield words(line, 0, found.notes_y + head.BASELINE + head.NOTE_LEADING * number, head.SIZE, "quiet")


def _key(key: head.Key) -> Iterator[Mark]:
    if key.relation:
        points = tuple((float(x), float(head.SAMPLE_MIDDLE)) for x in (head.SAMPLE_WIDTH, 30, 16, 0))
        yield from line_marks(Line("", "", True, points), key.relation, counts=True)
        yield from sign_marks(key.relation, (head.SAMPLE_WIDTH - 14, head.SAMPLE_MIDDLE), counts=True)
    elif key.bar:
        yield from _bar(0, head.SAMPLE_MIDDLE - 3, *key.bar)
    else:
        yield words(_("a text"), 4, head.BASELINE, head.SIZE, "quiet", struck=True)
    yield words(key.words, head.WORDS_X, head.BASELINE, head.SIZE, "quiet")


def _bar(x: float, y: float, low: float, high: float, colour: str) -> Iterator[Mark]:
    yield box(x, y + 1, METER_WIDTH, 4, "track")
    yield box(x + low * METER_WIDTH, y, max((high - low) * METER_WIDTH, 1.5), 6, colour)


def relation_marks(graph: Graph, plan: Plan) -> Iterator[Mark]:
    """The lines and signs of all relations, and the thin ones of context."""
    joints = {joint.relation: joint.at for joint in plan.joints}
    signed: dict[str, Point] = {}
    for line in plan.lines:
        if not line.relation:
            yield curve(line.points, LIGHT["hair"], "1 3")
            continue
        item = graph.relation[line.relation]
        yield from line_marks(line, item.kind, graph.counts(item))
        signed.setdefault(item.id, joints.get(item.id) or sign_place(line.points))
    for name, at in signed.items():
        yield from sign_marks(graph.relation[name].kind, at, graph.counts(graph.relation[name]))


def line_marks(line: Line, kind: RelationKind, counts: bool) -> Iterator[Mark]:
    colour = LIGHT[str(kind)] if counts else faint(LIGHT[str(kind)])
    yield curve(line.points, colour, DASHES[kind])
    if line.arrives and kind is not RelationKind.REPHRASE:
        yield shape(arrowhead(line.points), colour)


def sign_marks(kind: RelationKind, at: Point, counts: bool) -> Iterator[Mark]:
    colour = LIGHT[str(kind)] if counts else faint(LIGHT[str(kind)])
    yield disc(at, SIGN_RADIUS, colour)
    yield words(SIGNS[kind], at[0], at[1] + 4.5, 15, anchor="middle") | {"fill": colour}


def card_marks(card: Card, place: Box) -> Iterator[Mark]:
    """A card or a stub at its place."""
    for mark in _stub(card, place) if place.stub else _card(card):
        yield moved(mark, place.x, place.y)


def _stub(card: Card, place: Box) -> Iterator[Mark]:
    yield box(0, 0, place.width, place.height, stroke=LIGHT["hair"], radius=place.height / 2)
    line = shortened(f"→ {seen(card.item.text)}", ROOM, SMALL_SIZE)
    yield words(line, PADDING, STUB_LINE, SMALL_SIZE, "quiet")


def _card(card: Card) -> Iterator[Mark]:
    item = card.item
    border = {"stroke": LIGHT["hair"], "radius": CORNERS[item.kind], "dashed": not item.active}
    yield box(0, 0, WIDTH, card.height, "card", **border)
    yield words(card.head, PADDING, HEAD_LINE, SMALL_SIZE, "quiet")
    if card.weighed:
        yield from _bar(METER_X, METER_Y, *card.meter)
        yield words(f"{card.strength:.2f}", WIDTH - PADDING, HEAD_LINE, SMALL_SIZE, "quiet", anchor="end")
    yield from _body(card)
    yield from _foot(card)


def _body(card: Card) -> Iterator[Mark]:
    """The lines of the text; links on paper need a whole address."""
    turned, struck = card.text.right_to_left, not card.item.active
    url = card.item.url if WHOLE_URL.fullmatch(card.item.url) else ""
    x, fill = (WIDTH - PADDING if turned else PADDING), ("quiet" if struck else "ink")
    for number, line in enumerate(card.text.lines):
        yield words(
            line, x, FIRST_LINE + LINE_HEIGHT * number, TEXT_SIZE, fill, struck=struck, turned=turned, url=url
        )


def _foot(card: Card) -> Iterator[Mark]:
    if card.foot:
        yield box(0, 0, STRIPE, card.height, tone(card.strength))
    for number, line in enumerate(card.foot):
        y = card.foot_line + FOOT_LEADING * number
        yield words(line, PADDING, y, SMALL_SIZE, "quiet" if number else "ink", strong=not number)
