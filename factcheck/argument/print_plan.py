"""Decides how a map is printed: on one sheet, or on an overview and tiles at a scale at which it can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from factcheck.argument.layout.layout_types import CardBox, MapLayout
from factcheck.argument.layout.map_layout import PlacedComponent, arrange
from factcheck.argument.layout.packing import Size, pack, pack_pages
from factcheck.argument.layout.tiles import Bounds, TileGrid, cut_into_tiles
from factcheck.argument.node_cards import SMALL_SIZE

POINTS_PER_PIXEL = 0.75
# Print smaller than this is hard to read.
MIN_TEXT_POINTS = 6.0
MIN_SCALE = MIN_TEXT_POINTS / (SMALL_SIZE * POINTS_PER_PIXEL)
# The number of the sheet with the overview.
OVERVIEW = 1

TileKey = tuple[int, int, int]
"""The number of a section, a column and a row."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, in pixels of 3/4 point. The margin is on all four sides.

    With `is_trimmed`, the only sheet of a small map is no higher than the map.
    """

    width: float
    height: float
    margin: float
    is_trimmed: bool = False

    @property
    def room(self) -> Size:
        return self.width - 2 * self.margin, self.height - 2 * self.margin

    def turn(self) -> Self:
        return replace(self, width=self.height, height=self.width)


@dataclass(frozen=True)
class PrintPlan:
    """The sections of a map, which are printed apart from each other, and the tiles of each.

    A map that fits on one sheet has one section with one tile and no overview.
    """

    sheet: Sheet
    scale: float
    sections: tuple[MapLayout, ...]
    grids: tuple[TileGrid, ...]

    @property
    def is_tiled(self) -> bool:
        return len(self.numbers) > 1

    @cached_property
    def numbers(self) -> dict[TileKey, int]:
        """The number of the sheet of each tile that shows something, in reading order."""
        used = {
            (section, *tile)
            for section, layout in enumerate(self.sections)
            for tile in _find_used(layout, self.grids[section])
        }
        ordered = sorted(used, key=lambda key: (key[0], key[2], key[1]))
        return {key: number for number, key in enumerate(ordered, start=OVERVIEW + 1)}

    @property
    def count(self) -> int:
        """The number of sheets."""
        return len(self.numbers) + 1 if self.is_tiled else 1

    def find_sheet(self, section: int, box: CardBox) -> int:
        """Return the number of the first sheet that shows all of a card, or else some of it."""
        grid, bounds = self.grids[section], get_box_bounds(box)
        tile = next(grid.find_whole(bounds), None) or next(grid.find(bounds))
        return self.numbers[section, *tile]


def plan_print(components: Sequence[PlacedComponent], sheet: Sheet, header: float) -> PrintPlan:
    """Return how components are printed on sheets, the first of which has a header of this height."""
    width, height = sheet.room[0], sheet.room[1] - header
    whole = arrange(components, pack([item.size for item in components], width / height))
    scale = min(1.0, width / max(whole.width, 1), height / max(whole.height, 1))
    if scale >= MIN_SCALE:
        return PrintPlan(sheet, scale, (whole,), (TileGrid((0.0,), (0.0,), (whole.width, whole.height)),))
    return _plan_tiles(components, sheet)


def choose_plan(components: Sequence[PlacedComponent], sheets: Sequence[tuple[Sheet, float]]) -> PrintPlan:
    """Return the plan with the fewest sheets, and of those the one with the largest text; else the first.

    `sheets` are the ways to turn the paper, each with the height of its header.
    """
    plans = [plan_print(components, sheet, header) for sheet, header in sheets]
    return min(plans, key=lambda plan: (plan.count, -plan.scale))


def get_box_bounds(box: CardBox) -> Bounds:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _plan_tiles(components: Sequence[PlacedComponent], sheet: Sheet) -> PrintPlan:
    """Share components among sheets; one that is larger than a sheet is cut into tiles."""
    tile = sheet.room[0] / MIN_SCALE, sheet.room[1] / MIN_SCALE
    pages = pack_pages([item.size for item in components], tile)
    sections = tuple(
        arrange([components[number] for number, _ in page], [corner for _, corner in page]) for page in pages
    )
    grids = tuple(cut_into_tiles(section, tile) for section in sections)
    return PrintPlan(sheet, MIN_SCALE, sections, grids)


def _find_used(layout: MapLayout, grid: TileGrid) -> Iterator[tuple[int, int]]:
    for box in layout.boxes:
        yield from grid.find(get_box_bounds(box))
    for line in layout.lines:
        yield from grid.find_curve(line.points)
