"""A map as drawing primitives for print, as `svg` draws it for the screen.

Returns data only.
"""

import re
from collections.abc import Iterator

from factcheck.argument import map_header as head
from factcheck.argument.graph import Graph
from factcheck.argument.layout.geometry import SIGN_RADIUS, compute_arrowhead, compute_sign_position
from factcheck.argument.layout.layout_types import CardBox, MapLayout, Point, RelationLine
from factcheck.argument.node_cards import (
    FIRST_LINE,
    FOOT_LEADING,
    HEAD_LINE,
    LINE_HEIGHT,
    METER_WIDTH,
    METER_X,
    METER_Y,
    PADDING,
    SMALL_SIZE,
    STRIPE,
    STUB_LINE,
    TEXT_SIZE,
    TEXT_WIDTH,
    TITLE_SIZE,
    WIDTH,
    NodeCard,
)
from factcheck.argument.palette import CORNERS, DASHES, LIGHT, SIGNS, get_tone
from factcheck.argument.print_primitives import (
    Primitive,
    lighten,
    make_box,
    make_curve,
    make_disc,
    make_polygon,
    make_text,
    translate,
)
from factcheck.argument.text_metrics import WrappedText, truncate_to_width, visible_text
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

# No white space, control characters or surrogates, which make Typst fail or the PDF invalid.
ABSOLUTE_URL = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,2000}")


def draw_header(header: head.MapHeader, max_width: float) -> Iterator[Primitive]:
    """Yield the title, the legend and the notes, starting at the top left."""
    turned = header.title.right_to_left
    x = max_width if turned else 0
    for number, line in enumerate(header.title.lines):
        y = head.TITLE_SIZE + head.TITLE_LEADING * number
        yield make_text(line, x, y, head.TITLE_SIZE, strong=True, turned=turned)
    for entry in header.legend:
        yield from (translate(item, entry.x, entry.y) for item in _draw_legend_entry(entry))
    for number, line in enumerate(header.notes):
        yield make_text(
            line, 0, header.notes_y + head.BASELINE + head.NOTE_LEADING * number, head.SIZE, "quiet"
        )


def _draw_legend_entry(entry: head.LegendEntry) -> Iterator[Primitive]:
    if entry.relation:
        points = tuple((float(x), float(head.SAMPLE_MIDDLE)) for x in (head.SAMPLE_WIDTH, 30, 16, 0))
        yield from draw_line(RelationLine("", "", True, points), entry.relation, counts=True)
        yield from draw_sign(entry.relation, (head.SAMPLE_WIDTH - 14, head.SAMPLE_MIDDLE), counts=True)
    elif entry.bar:
        yield from _draw_bar(0, head.SAMPLE_MIDDLE - 3, *entry.bar)
    else:
        yield make_text(_("a text"), 4, head.BASELINE, head.SIZE, "quiet", struck=True)
    yield make_text(entry.label, head.LABEL_X, head.BASELINE, head.SIZE, "quiet")


def _draw_bar(x: float, y: float, low: float, high: float, colour: str) -> Iterator[Primitive]:
    yield make_box(x, y + 1, METER_WIDTH, 4, "track")
    yield make_box(x + low * METER_WIDTH, y, max((high - low) * METER_WIDTH, 1.5), 6, colour)


def draw_relations(graph: Graph, plan: MapLayout) -> Iterator[Primitive]:
    """Yield the lines and signs of all relations, and the thin lines of context."""
    joints = {joint.relation: joint.at for joint in plan.joints}
    signed: dict[str, Point] = {}
    for line in plan.lines:
        if not line.relation:
            yield make_curve(line.points, LIGHT["hair"], "1 3")
            continue
        item = graph.relation[line.relation]
        yield from draw_line(line, item.kind, graph.is_counted(item))
        signed.setdefault(item.id, joints.get(item.id) or compute_sign_position(line.points))
    for name, at in signed.items():
        yield from draw_sign(graph.relation[name].kind, at, graph.is_counted(graph.relation[name]))


def draw_line(line: RelationLine, kind: RelationKind, counts: bool) -> Iterator[Primitive]:
    """Yield one part of a relation's line.

    It has an arrowhead if it ends at the target.
    """
    colour = LIGHT[str(kind)] if counts else lighten(LIGHT[str(kind)])
    yield make_curve(line.points, colour, DASHES[kind])
    if line.arrives and kind is not RelationKind.REPHRASE:
        yield make_polygon(compute_arrowhead(line.points), colour)


def draw_sign(kind: RelationKind, at: Point, counts: bool) -> Iterator[Primitive]:
    """Yield the sign of a relation in a disc."""
    colour = LIGHT[str(kind)] if counts else lighten(LIGHT[str(kind)])
    yield make_disc(at, SIGN_RADIUS, colour)
    yield make_text(SIGNS[kind], at[0], at[1] + 4.5, 15, anchor="middle") | {"fill": colour}


def draw_card(card: NodeCard, box: CardBox) -> Iterator[Primitive]:
    """Yield a card or a stub at its position."""
    for item in _draw_stub(card, box) if box.stub else _draw_whole_card(card):
        yield translate(item, box.x, box.y)


def _draw_stub(card: NodeCard, box: CardBox) -> Iterator[Primitive]:
    yield make_box(0, 0, box.width, box.height, stroke=LIGHT["hair"], radius=box.height / 2)
    line = truncate_to_width(f"→ {visible_text(card.item.text)}", TEXT_WIDTH, SMALL_SIZE)
    yield make_text(line, PADDING, STUB_LINE, SMALL_SIZE, "quiet")


def _draw_whole_card(card: NodeCard) -> Iterator[Primitive]:
    item = card.item
    frame = {"stroke": LIGHT["hair"], "radius": CORNERS[item.kind], "dashed": not item.active}
    yield make_box(0, 0, WIDTH, card.height, "card", **frame)
    yield make_text(card.head, PADDING, HEAD_LINE, SMALL_SIZE, "quiet")
    if card.weighed:
        yield from _draw_bar(METER_X, METER_Y, *card.meter)
        yield make_text(f"{card.strength:.2f}", WIDTH - PADDING, HEAD_LINE, SMALL_SIZE, "quiet", anchor="end")
    yield from _draw_lines(card.title, FIRST_LINE, TITLE_SIZE, strong=True)
    yield from _draw_body(card)
    yield from _draw_lines(card.citation, card.citation_baseline, SMALL_SIZE)
    yield from _draw_foot(card)


def _draw_body(card: NodeCard) -> Iterator[Primitive]:
    """Yield the lines of the text.

    A printed link needs an absolute URL, because a file has no site.
    """
    turned, struck = card.text.right_to_left, not card.item.active
    url = card.item.url if ABSOLUTE_URL.fullmatch(card.item.url) else ""
    x, fill = (WIDTH - PADDING if turned else PADDING), ("quiet" if struck else "ink")
    for number, line in enumerate(card.text.lines):
        yield make_text(
            line,
            x,
            card.first_baseline + LINE_HEIGHT * number,
            TEXT_SIZE,
            fill,
            struck=struck,
            turned=turned,
            url=url,
        )


def _draw_lines(text: WrappedText, first: float, size: float, *, strong: bool = False) -> Iterator[Primitive]:
    """Yield the lines of a title or a citation."""
    x = WIDTH - PADDING if text.right_to_left else PADDING
    for number, line in enumerate(text.lines):
        y = first + FOOT_LEADING * number
        yield make_text(line, x, y, size, "quiet", strong=strong, turned=text.right_to_left)


def _draw_foot(card: NodeCard) -> Iterator[Primitive]:
    if card.foot:
        yield make_box(0, 0, STRIPE, card.height, get_tone(card.strength))
    for number, line in enumerate(card.foot):
        y = card.foot_baseline + FOOT_LEADING * number
        yield make_text(line, PADDING, y, SMALL_SIZE, "quiet" if number else "ink", strong=not number)
