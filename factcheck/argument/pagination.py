"""Divides a map into pages for print.

Pages are cut between components, and scaled down for a component that is taller than a page.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from factcheck.argument.graph import Graph
from factcheck.argument.layout.layout_types import MapLayout
from factcheck.argument.map_header import MIN_WIDTH, MapHeader
from factcheck.argument.node_cards import NodeCard
from factcheck.argument.print_primitives import Primitive, translate
from factcheck.argument.print_scene import draw_card, draw_header, draw_relations

MARGIN = 24


@dataclass(slots=True)
class MapPage:
    """A page of a map.

    `start` is the y coordinate of the layout at which it starts. The size is in pixels.
    """

    start: float
    width: float
    height: float
    scale: float
    primitives: list[Primitive] = field(default_factory=list)


def paginate(
    graph: Graph, layout: MapLayout, cards: Mapping[str, NodeCard], header: MapHeader, max_height: float
) -> list[MapPage]:
    """Return the pages of a map, the first with its header.

    No page is wider or taller than `max_height` pixels.
    """
    content_width = max(layout.width, MIN_WIDTH)
    starts = _find_starts(layout, max_height - header.height - 2 * MARGIN)
    pages: list[MapPage] = []
    for start, end in zip(starts, [*starts[1:], layout.height], strict=True):
        height = end - start + 2 * MARGIN + (0 if pages else header.height)
        width = content_width + 2 * MARGIN
        pages.append(MapPage(start, width, height, min(1.0, max_height / max(width, height))))
    pages[0].primitives += [translate(item, MARGIN, MARGIN) for item in draw_header(header, content_width)]
    drawn = (draw_card(cards[box.statement], box) for box in layout.boxes)
    for item in chain(draw_relations(graph, layout), *drawn):
        number = max(bisect_right(starts, _get_y(item)) - 1, 0)
        down = MARGIN - starts[number] + (0 if number else header.height)
        pages[number].primitives.append(translate(item, MARGIN, down))
    return pages


def _find_starts(layout: MapLayout, max_height: float) -> list[float]:
    """Return the y coordinates at which pages start.

    Each page has as many components as fit.
    """
    starts = [0.0]
    for top, end in zip(layout.tops, [*layout.tops[1:], layout.height], strict=False):
        if end - starts[-1] > max_height and top > starts[-1]:
            starts.append(top)
    return starts


def _get_y(item: Primitive) -> float:
    """Return the y coordinate that decides on which page a primitive is drawn."""
    return item["points"][0][1] if "points" in item else item["y"]
