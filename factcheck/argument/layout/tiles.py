"""Cuts a layout into tiles that overlap, so that each card is whole on one of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, dist

from factcheck.argument.layout.geometry import evaluate_bezier
from factcheck.argument.layout.layout_types import MapLayout, Point
from factcheck.argument.layout.packing import Size

# What two tiles share at least, in pixels of the map: enough to see how a line goes on.
MIN_OVERLAP = 24.0
CARD_CLEARANCE = 6.0
# A box that is larger than a tile cannot be whole. The next tile then starts this share of a tile further.
MIN_STEP = 0.25

# A curve is followed in steps of about this length, and is nowhere further than `CURVE_WIDTH` from its chords.
CURVE_STEP = 120.0
CURVE_WIDTH = 4.0

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class TileGrid:
    """The tiles of a layout: the left edges of the columns, the top edges of the rows, and the size of each tile."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    size: Size

    def get_bounds(self, column: int, row: int) -> Bounds:
        x, y = self.xs[column], self.ys[row]
        return x, y, x + self.size[0], y + self.size[1]

    def find(self, bounds: Bounds) -> Iterator[tuple[int, int]]:
        """Yield (column, row) of all tiles that show some of an area, in reading order."""
        left, top, right, bottom = bounds
        columns = range(bisect_left(self.xs, left - self.size[0]), bisect_right(self.xs, right))
        for row in range(bisect_left(self.ys, top - self.size[1]), bisect_right(self.ys, bottom)):
            yield from ((column, row) for column in columns)

    def find_whole(self, bounds: Bounds) -> Iterator[tuple[int, int]]:
        """Yield (column, row) of the tiles that show all of an area, in reading order."""
        return (tile for tile in self.find(bounds) if contains(self.get_bounds(*tile), bounds))

    def find_curve(self, points: Sequence[Point]) -> list[tuple[int, int]]:
        """Return (column, row) of the tiles through which a curve runs, each once.

        The rectangle around a long curve would have many more.
        """
        return list(dict.fromkeys(tile for bounds in trace_curve(points) for tile in self.find(bounds)))


def trace_curve(points: Sequence[Point]) -> Iterator[Bounds]:
    """Yield rectangles along cubic Bezier curves through 3n + 1 points, which cover them."""
    for start in range(0, len(points) - 3, 3):
        corners = points[start], points[start + 1], points[start + 2], points[start + 3]
        steps = ceil(sum(dist(one, other) for one, other in pairwise(corners)) / CURVE_STEP) + 1
        along = [evaluate_bezier(*corners, step / steps) for step in range(steps + 1)]
        for (x, y), (other_x, other_y) in pairwise(along):
            yield (
                min(x, other_x) - CURVE_WIDTH,
                min(y, other_y) - CURVE_WIDTH,
                max(x, other_x) + CURVE_WIDTH,
                max(y, other_y) + CURVE_WIDTH,
            )


def contains(outer: Bounds, inner: Bounds) -> bool:
    """Return whether an area is within another, with a tolerance of a hundredth of a pixel."""
    return (
        outer[0] - 0.01 <= inner[0]
        and outer[1] - 0.01 <= inner[1]
        and outer[2] + 0.01 >= inner[2]
        and outer[3] + 0.01 >= inner[3]
    )


def cut_into_tiles(layout: MapLayout, size: Size) -> TileGrid:
    """Return the tiles of a layout. A box that fits a tile is whole on one of them."""
    across = [(box.x, box.x + box.width) for box in layout.boxes]
    down = [(box.y, box.y + box.height) for box in layout.boxes]
    return TileGrid(
        _find_starts(across, layout.width, size[0]), _find_starts(down, layout.height, size[1]), size
    )


def _find_starts(spans: Iterable[tuple[float, float]], length: float, tile: float) -> tuple[float, ...]:
    """Return where tiles start: each before the first box that the end of the tile before it cuts."""
    starts = [0.0]
    ordered = sorted(spans)
    while starts[-1] + tile < length - 0.01:
        end = starts[-1] + tile
        cut = next((low for low, high in ordered if low < end < high), end)
        start = min(cut - CARD_CLEARANCE, end - MIN_OVERLAP)
        starts.append(max(start, starts[-1] + tile * MIN_STEP))
    return tuple(starts)
