"""What is printed around the tiles of a map: numbers of sheets, marks of overlap, and the overview of all tiles."""

from collections.abc import Iterator, Mapping

from factcheck.argument.graph import Graph
from factcheck.argument.layout.layout_types import CardBox, MapLayout
from factcheck.argument.layout.packing import GAP, measure_extent, pack
from factcheck.argument.layout.tiles import Bounds
from factcheck.argument.map_header import SIZE
from factcheck.argument.node_cards import PADDING, SMALL_SIZE, STRIPE, NodeCard
from factcheck.argument.palette import CORNERS, LIGHT, get_tone
from factcheck.argument.print_plan import MIN_SCALE, PrintPlan, TileKey
from factcheck.argument.print_primitives import (
    Primitive,
    make_box,
    make_curve,
    make_disc,
    make_polygon,
    make_text,
    make_window,
    translate,
)
from factcheck.argument.text_metrics import measure_width, truncate_to_width, visible_text
from factcheck.i18n import gettext as _

ARROW = 5.0
# The directions of neighbours: (columns, rows).
DIRECTIONS = ((-1, 0), (1, 0), (0, -1), (0, 1))
MIN_LABEL_HEIGHT = 18.0


def draw_cut_card(card: NodeCard, box: CardBox, tile: Bounds, number: int) -> Iterator[Primitive]:
    """Yield a card that is whole on another sheet: an empty frame with the number of that sheet if it fits."""
    yield make_box(
        box.x, box.y, box.width, box.height, stroke=LIGHT["hair"], radius=CORNERS[card.item.kind], dashed=True
    )
    label = _("sheet %(number)s") % {"number": number}
    left, right = max(box.x, tile[0]), min(box.x + box.width, tile[2])
    top, bottom = max(box.y, tile[1]), min(box.y + box.height, tile[3])
    if right - left > measure_width(label, SMALL_SIZE) + PADDING and bottom - top > MIN_LABEL_HEIGHT:
        middle = (top + bottom + SMALL_SIZE) / 2 - 2
        yield make_text(label, (left + right) / 2, middle, SMALL_SIZE, "quiet", anchor="middle")


def draw_sheet_number(plan: PrintPlan, number: int, title: str) -> Iterator[Primitive]:
    """Yield the number of a sheet at its lower left corner, and the title of the map at the upper left one."""
    sheet = plan.sheet
    label = _("Sheet %(number)s of %(total)s") % {"number": number, "total": plan.count}
    yield make_text(label, sheet.margin, sheet.height - sheet.margin / 2 + 4, SIZE, "quiet")
    if title:
        line = truncate_to_width(visible_text(title), sheet.room[0] * 0.45, SIZE)
        yield make_text(line, sheet.margin, sheet.margin / 2 + 4, SIZE, "quiet")


def draw_neighbours(plan: PrintPlan, key: TileKey) -> Iterator[Primitive]:
    """Yield the marks of a tile at each side at which it continues: an arrow with the number of the next sheet.

    A dashed line shows how far the next sheet repeats this one.
    """
    section, column, row = key
    for across, down in DIRECTIONS:
        neighbour = section, column + across, row + down
        if neighbour in plan.numbers:
            yield from _draw_overlap(plan, key, neighbour)
            yield from _draw_arrow(plan, across, down, plan.numbers[neighbour])


def _draw_overlap(plan: PrintPlan, key: TileKey, neighbour: TileKey) -> Iterator[Primitive]:
    sheet, grid = plan.sheet, plan.grids[key[0]]
    own, other = grid.get_bounds(*key[1:]), grid.get_bounds(*neighbour[1:])
    left, top, right, bottom = (
        sheet.margin,
        sheet.margin,
        sheet.width - sheet.margin,
        sheet.height - sheet.margin,
    )
    if neighbour[1] != key[1]:
        edge = other[0] if neighbour[1] > key[1] else other[2]
        left = right = sheet.margin + (edge - own[0]) * plan.scale
    else:
        edge = other[1] if neighbour[2] > key[2] else other[3]
        top = bottom = sheet.margin + (edge - own[1]) * plan.scale
    yield make_curve([(left, top), (left, top), (right, bottom), (right, bottom)], LIGHT["hair"], "2 5")


def _draw_arrow(plan: PrintPlan, across: int, down: int, number: int) -> Iterator[Primitive]:
    sheet = plan.sheet
    x = sheet.width / 2 + across * (sheet.width - sheet.margin) / 2
    y = sheet.height / 2 + down * (sheet.height - sheet.margin) / 2
    tip = (x + across * ARROW, y + down * ARROW)
    back = [
        (x - across * ARROW + side * down * ARROW, y - down * ARROW + side * across * ARROW)
        for side in (1, -1)
    ]
    yield make_polygon([tip, *back], LIGHT["quiet"])
    label = str(number)
    if down:
        yield make_text(label, x + 2 * ARROW, y + 4, SIZE, "quiet", strong=True)
    else:
        yield make_text(label, x, y + ARROW + SIZE + 2, SIZE, "quiet", strong=True, anchor="middle")


def draw_overview(
    plan: PrintPlan, graph: Graph, cards: Mapping[str, NodeCard], top: float
) -> Iterator[Primitive]:
    """Yield all sections of a map small and without text, below `top`, with the numbers of their sheets."""
    sheet = plan.sheet
    room = sheet.room[0], sheet.height - sheet.margin - top
    sizes = [(layout.width, layout.height) for layout in plan.sections]
    corners = pack(sizes, room[0] / room[1])
    extent = measure_extent(sizes, corners)
    scale = min(MIN_SCALE / 2, room[0] / (extent[0] + GAP), room[1] / (extent[1] + GAP))
    for number, (layout, corner) in enumerate(zip(plan.sections, corners, strict=True)):
        x, y = sheet.margin + corner[0] * scale, top + corner[1] * scale
        size = layout.width * scale, layout.height * scale
        yield make_window(x, y, *size, scale, list(_draw_small(layout, graph, cards)))
        for key, sheet_number in plan.numbers.items():
            if key[0] == number:
                left, upper, right, lower = plan.grids[number].get_bounds(*key[1:])
                area = left, upper, min(right, layout.width), min(lower, layout.height)
                frame = _draw_tile_frame(tuple(value * scale for value in area), sheet_number)
                yield from (translate(item, x, y) for item in frame)


def _draw_small(layout: MapLayout, graph: Graph, cards: Mapping[str, NodeCard]) -> Iterator[Primitive]:
    for line in layout.lines:
        if line.relation:
            # Without dashes and arrowheads, which would be too small to see.
            yield make_curve(line.points, LIGHT[str(graph.relation[line.relation].kind)])
    for box in layout.boxes:
        yield make_box(box.x, box.y, box.width, box.height, "track", stroke=LIGHT["quiet"])
        if cards[box.statement].foot and not box.stub:
            tone = get_tone(cards[box.statement].strength)
            yield make_box(box.x, box.y, 4 * STRIPE, box.height, tone)


def _draw_tile_frame(area: tuple[float, ...], number: int) -> Iterator[Primitive]:
    left, top, right, bottom = area
    yield make_box(left, top, right - left, bottom - top, stroke=LIGHT["ink"], dashed=True)
    label = str(number)
    radius = max(measure_width(label, SIZE) / 2 + 4, SIZE * 0.8)
    centre = (left + right) / 2, (top + bottom) / 2
    yield make_disc(centre, radius, LIGHT["ink"])
    yield make_text(label, centre[0], centre[1] + 4, SIZE, strong=True, anchor="middle")
