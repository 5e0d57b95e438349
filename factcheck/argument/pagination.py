"""Draws the sheets of a map for print: one, or an overview and the tiles of a map that one sheet would make illegible.

`print_plan` decides which, `print_scene` draws cards and lines, `print_marks` what is around them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from factcheck.argument.graph import Graph
from factcheck.argument.layout.tiles import Bounds, contains
from factcheck.argument.map_header import NOTE_LEADING, SIZE, MapHeader
from factcheck.argument.node_cards import NodeCard
from factcheck.argument.print_marks import (
    draw_cut_card,
    draw_neighbours,
    draw_overview,
    draw_sheet_number,
)
from factcheck.argument.print_plan import OVERVIEW, PrintPlan, TileKey, get_box_bounds
from factcheck.argument.print_primitives import (
    Primitive,
    get_bounds,
    make_text,
    make_window,
    split_curve,
    translate,
)
from factcheck.argument.print_scene import draw_card, draw_header, draw_relations
from factcheck.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class MapPage:
    """A page of a map. The size is in pixels of 3/4 point."""

    width: float
    height: float
    primitives: list[Primitive]


def draw_pages(
    plan: PrintPlan, graph: Graph, cards: Mapping[str, NodeCard], header: MapHeader
) -> list[MapPage]:
    """Return the pages of a map, the first with its header."""
    marks = _draw_tiles(plan, graph, cards)
    if not plan.is_tiled:
        return [_draw_only_page(plan, header, next(iter(marks.values()), []))]
    tiles = [_draw_tile_page(plan, key, marks[key], graph.title) for key in plan.numbers]
    return [_draw_overview_page(plan, graph, cards, header), *tiles]


def _draw_only_page(plan: PrintPlan, header: MapHeader, marks: list[Primitive]) -> MapPage:
    margin, (width, height) = plan.sheet.margin, plan.grids[0].size
    size = width * plan.scale, height * plan.scale
    top = margin + header.height
    window = make_window(margin, top, *size, plan.scale, marks)
    height = top + size[1] + margin if plan.sheet.is_trimmed else plan.sheet.height
    return MapPage(plan.sheet.width, height, [*_draw_header(plan, header), window])


def _draw_overview_page(
    plan: PrintPlan, graph: Graph, cards: Mapping[str, NodeCard], header: MapHeader
) -> MapPage:
    sheet = plan.sheet
    y = sheet.margin + header.height + SIZE
    params = {"first": OVERVIEW + 1, "last": plan.count}
    lines = (
        _("The map is on the sheets %(first)s to %(last)s, whose numbers are in the picture below.") % params,
        _(
            "Dashed lines mark what two sheets share. An empty frame is a card that is whole on another sheet."
        ),
    )
    notes = [
        make_text(line, sheet.margin, y + NOTE_LEADING * number, SIZE, "quiet")
        for number, line in enumerate(lines)
    ]
    overview = draw_overview(plan, graph, cards, y + NOTE_LEADING * len(lines))
    number = draw_sheet_number(plan, OVERVIEW, "")
    return MapPage(sheet.width, sheet.height, [*_draw_header(plan, header), *notes, *overview, *number])


def _draw_header(plan: PrintPlan, header: MapHeader) -> Iterator[Primitive]:
    margin = plan.sheet.margin
    return (translate(item, margin, margin) for item in draw_header(header, plan.sheet.room[0]))


def _draw_tile_page(plan: PrintPlan, key: TileKey, marks: list[Primitive], title: str) -> MapPage:
    sheet = plan.sheet
    window = make_window(sheet.margin, sheet.margin, *sheet.room, plan.scale, marks)
    number = draw_sheet_number(plan, plan.numbers[key], title)
    return MapPage(sheet.width, sheet.height, [window, *draw_neighbours(plan, key), *number])


def _draw_tiles(
    plan: PrintPlan, graph: Graph, cards: Mapping[str, NodeCard]
) -> dict[TileKey, list[Primitive]]:
    """Return the drawing of each tile, from its top left corner."""
    tiles: dict[TileKey, list[Primitive]] = {key: [] for key in plan.numbers}
    for section, (layout, grid) in enumerate(zip(plan.sections, plan.grids, strict=True)):
        for item in chain.from_iterable(map(split_curve, draw_relations(graph, layout))):
            is_curve = item["kind"] == "curve"
            for tile in grid.find_curve(item["points"]) if is_curve else grid.find(get_bounds(item)):
                _add(tiles, (section, *tile), [item], grid.get_bounds(*tile))
        for box in layout.boxes:
            whole, bounds = list(draw_card(cards[box.statement], box)), get_box_bounds(box)
            number = plan.find_sheet(section, box)
            for tile in grid.find(bounds):
                area = grid.get_bounds(*tile)
                is_whole = contains(area, bounds) or plan.numbers[section, *tile] == number
                drawn = whole if is_whole else list(draw_cut_card(cards[box.statement], box, area, number))
                _add(tiles, (section, *tile), drawn, area)
    return tiles


def _add(tiles: dict[TileKey, list[Primitive]], key: TileKey, items: list[Primitive], area: Bounds) -> None:
    # The sign of a line can reach into a tile that shows nothing else, which is not printed.
    if key in tiles:
        tiles[key] += [translate(item, -area[0], -area[1]) for item in items]
