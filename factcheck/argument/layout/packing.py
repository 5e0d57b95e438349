"""Packs rectangles, such as the components of a map, into a rectangle or onto pages without overlap.

A skyline is the lower outline of what is placed already. Each rectangle goes to the highest free position, the
leftmost of several. The same sizes give the same positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, sqrt

from factcheck.argument.layout.layout_types import Point

Size = tuple[float, float]

GAP = 34
# Widths to try, as multiples of the side that the area alone would need; packing wastes 5 to 40 % of it.
WIDTH_FACTORS = (1.0, 1.06, 1.12, 1.2, 1.3, 1.42)
# Trying widths takes time that grows faster than the number of rectangles, and for many small ones they differ little.
MAX_TRIED = 400
# How many pages stay open for smaller rectangles. More of them save few pages.
MAX_OPEN_PAGES = 8


@dataclass(slots=True)
class Skyline:
    """A strip of a given width, and the steps (left, bottom) of what is placed in it."""

    width: float
    max_height: float = inf
    steps: list[Point] = field(default_factory=lambda: [(0.0, 0.0)])

    def place(self, size: Size) -> Point | None:
        """Place a rectangle, and return its top left corner, or None if it does not fit."""
        found = min(
            (spot for start in range(len(self.steps)) if (spot := self._find_spot(start, size))), default=None
        )
        if found is None or (found[0] + size[1] > self.max_height and self.steps != [(0.0, 0.0)]):
            return None
        top, left = found
        self._raise_step(left, left + size[0] + GAP, top + size[1] + GAP)
        return left, top

    def _find_spot(self, start: int, size: Size) -> tuple[float, float] | None:
        """Return (top, left) of a rectangle that begins at a step, None if it is too wide for the rest."""
        left, top = self.steps[start]
        right = left + size[0]
        if right > self.width and start:
            return None
        for step in self.steps[start + 1 :]:
            if step[0] >= right + GAP:
                break
            top = max(top, step[1])
        return top, left

    def _raise_step(self, left: float, right: float, bottom: float) -> None:
        before = [step for step in self.steps if step[0] < left]
        after = [step for step in self.steps if step[0] > right]
        covered = [step for step in self.steps if step[0] <= right]
        rest = [(right, covered[-1][1])] if right < self.width else []
        self.steps = [*before, (left, bottom), *rest, *after]


def pack(sizes: Sequence[Size], aspect: float) -> list[Point]:
    """Return the top left corners of rectangles packed into one of about `aspect` (width by height).

    They are placed in the order given. Of several widths, the one whose result fits the smallest page of that aspect.
    """
    if not sizes:
        return []
    area = sum((width + GAP) * (height + GAP) for width, height in sizes)
    widest = max(width for width, _ in sizes)
    factors = WIDTH_FACTORS if len(sizes) <= MAX_TRIED else WIDTH_FACTORS[1:2]
    widths = dict.fromkeys(max(sqrt(area * aspect) * factor, widest) for factor in factors)
    packed = (_pack_strip(sizes, width) for width in widths)
    return min(packed, key=lambda corners: _measure_page(sizes, corners, aspect))


def pack_pages(sizes: Sequence[Size], page: Size) -> list[list[tuple[int, Point]]]:
    """Return for each page the numbers and corners of its rectangles. One larger than a page has a page of its own."""
    pages: list[list[tuple[int, Point]]] = []
    skylines: list[Skyline] = []
    for number, size in enumerate(sizes):
        fits = size[0] <= page[0] and size[1] <= page[1]
        first = max(len(pages) - MAX_OPEN_PAGES, 0)
        for place in range(first, len(pages)) if fits else ():
            if corner := skylines[place].place(size):
                pages[place].append((number, corner))
                break
        else:
            skylines.append(Skyline(page[0], page[1] if fits else 0.0))
            skylines[-1].place(size)
            pages.append([(number, (0.0, 0.0))])
    return pages


def measure_extent(sizes: Sequence[Size], corners: Sequence[Point]) -> Size:
    """Return the width and height of packed rectangles together."""
    placed = list(zip(sizes, corners, strict=True))
    return (
        max((x + width for (width, _), (x, _) in placed), default=0.0),
        max((y + height for (_, height), (_, y) in placed), default=0.0),
    )


def _pack_strip(sizes: Sequence[Size], width: float) -> list[Point]:
    skyline = Skyline(width)
    return [skyline.place(size) or (0.0, 0.0) for size in sizes]


def _measure_page(sizes: Sequence[Size], corners: Sequence[Point], aspect: float) -> tuple[float, float]:
    """Return the height of the smallest page of an aspect that can hold all, then the area that they take."""
    width, height = measure_extent(sizes, corners)
    return max(width / aspect, height), width * height
