"""Divides a map into pages of marks for print: cut between sheets, made smaller where one sheet is too tall."""

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
    """A page in pixels, the height of the plan that it begins at, and its marks, which are set at `scale`."""

    start: float
    width: float
    height: float
    scale: float
    marks: list[Primitive] = field(default_factory=list)


def paginate(
    graph: Graph, plan: MapLayout, cards: Mapping[str, NodeCard], above: MapHeader, tallest: float
) -> list[MapPage]:
    """The pages of a map, the first under its heading; none wider or taller than `tallest`."""
    room = max(plan.width, MIN_WIDTH)
    starts = _starts(plan, tallest - above.height - 2 * MARGIN)
    found: list[MapPage] = []
    for start, end in zip(starts, [*starts[1:], plan.height], strict=True):
        height = end - start + 2 * MARGIN + (0 if found else above.height)
        width = room + 2 * MARGIN
        found.append(MapPage(start, width, height, min(1.0, tallest / max(width, height))))
    found[0].marks += [translate(mark, MARGIN, MARGIN) for mark in draw_header(above, room)]
    drawn = (draw_card(cards[box.statement], box) for box in plan.boxes)
    for mark in chain(draw_relations(graph, plan), *drawn):
        number = max(bisect_right(starts, _height(mark)) - 1, 0)
        down = MARGIN - starts[number] + (0 if number else above.height)
        found[number].marks.append(translate(mark, MARGIN, down))
    return found


def _starts(plan: MapLayout, most: float) -> list[float]:
    """Where pages begin, so that each holds as many sheets as fit."""
    starts = [0.0]
    for top, end in zip(plan.tops, [*plan.tops[1:], plan.height], strict=False):
        if end - starts[-1] > most and top > starts[-1]:
            starts.append(top)
    return starts


def _height(mark: Primitive) -> float:
    """The height on the plan that decides a mark's page."""
    return mark["points"][0][1] if "points" in mark else mark["y"]
