"""Renders a map as accessible PDF (PDF/UA-1) and as PNG, typeset by Typst.

Texts are passed as data and never parsed as markup. The same map gives the same bytes, because the time of the document
is a parameter.
"""

import json
from collections.abc import Sequence
from enum import Enum
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import typst

from factcheck.argument.fonts import list_font_folders
from factcheck.argument.graph import Graph
from factcheck.argument.layout.layout_types import MapLayout
from factcheck.argument.layout.map_layout import lay_out_components, lay_out_map
from factcheck.argument.layout.tiles import TileGrid
from factcheck.argument.map_header import MIN_WIDTH, build_header
from factcheck.argument.node_cards import build_cards
from factcheck.argument.pagination import MapPage, draw_pages
from factcheck.argument.print_plan import POINTS_PER_PIXEL, PrintPlan, Sheet, choose_plan
from factcheck.argument.print_primitives import replace_missing_glyphs
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.argument.summary import list_notes
from factcheck.argument.text_metrics import visible_text
from factcheck.exceptions import FactcheckError
from factcheck.i18n import gettext as _

TEMPLATE = str(Path(__file__).with_name("map.typ"))
BODY, SYMBOLS, IDEOGRAPHS = "Noto Sans", "Noto Emoji", "Noto Sans CJK SC"
# A centimetre: most printers cannot print the outer half of it.
PAPER_MARGIN = 28 / POINTS_PER_PIXEL
PICTURE_MARGIN = 24
# A bitmap of 40 million pixels takes 160 MB of memory while Typst renders it.
MAX_PIXELS = 40_000_000
# 144 dots per inch are one and a half times the resolution of CSS. Below 40 the text of a card cannot be read.
MAX_DPI, MIN_DPI = 144.0, 40.0
CSS_DPI = 96.0


class Paper(Enum):
    """A size of paper: width and height in points (ISO 216)."""

    A4 = (595.28, 841.89)
    A3 = (841.89, 1190.55)

    @property
    def sheet(self) -> Sheet:
        width, height = self.value
        return Sheet(width / POINTS_PER_PIXEL, height / POINTS_PER_PIXEL, PAPER_MARGIN)


class PrintError(FactcheckError):
    """The map cannot be rendered in this format."""

    code = "cannot_print"


def render_pdf(
    graph: Graph, *, evaluation: Evaluation | None = None, paper: Paper = Paper.A4, timestamp: int = 0
) -> bytes:
    """Return the map as PDF/UA-1, on sheets of paper that are all upright or all turned.

    A map whose text would be smaller than 6 points on one sheet is cut into tiles, after an overview.

    `timestamp` is the time of the document in seconds since 1970-01-01 UTC. Raises `PrintError` if Typst fails.
    """
    sheets = (paper.sheet, paper.sheet.turn())
    pages = paginate(graph, evaluation or evaluate(graph), sheets)
    return _typeset(graph, pages, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)


def paginate(graph: Graph, evaluation: Evaluation, sheets: Sequence[Sheet]) -> list[MapPage]:
    """Return the pages of a map on the sheets, among several ways to turn them, that take the fewest."""
    cards, notes = build_cards(graph, evaluation), list_notes(graph, evaluation)
    headers = {sheet: build_header(graph.title, notes, sheet.room[0]) for sheet in sheets}
    plan = choose_plan(lay_out_components(graph, cards), [(sheet, headers[sheet].height) for sheet in sheets])
    return draw_pages(plan, graph, cards, headers[plan.sheet])


def render_png(graph: Graph, *, evaluation: Evaluation | None = None) -> bytes:
    """Return the map as one image, at the highest resolution that its size allows.

    Raises `PrintError` if the text would be illegible.
    """
    page = _draw_picture(graph, evaluation or evaluate(graph))
    dots = min(MAX_DPI, CSS_DPI * sqrt(MAX_PIXELS / (page.width * page.height)))
    if dots < MIN_DPI:
        raise PrintError(
            _(
                "A picture of this map would be %(width)s by %(height)s pixels, too large for a PNG. "
                "Export it as SVG or PDF, or export a part of it."
            )
            % {"width": f"{page.width:.0f}", "height": f"{page.height:.0f}"}
        )
    return _typeset(graph, [page], format="png", ppi=dots)


def _draw_picture(graph: Graph, evaluation: Evaluation) -> MapPage:
    cards = build_cards(graph, evaluation)
    layout = lay_out_map(graph, cards)
    header = build_header(graph.title, list_notes(graph, evaluation), max(layout.width, MIN_WIDTH))
    (page,) = draw_pages(_plan_picture(layout, header.height), graph, cards, header)
    return page


def _plan_picture(layout: MapLayout, header_height: float) -> PrintPlan:
    """Return the plan of a sheet of the size of the map."""
    width = max(layout.width, MIN_WIDTH) + 2 * PICTURE_MARGIN
    sheet = Sheet(width, layout.height + header_height + 2 * PICTURE_MARGIN, PICTURE_MARGIN)
    return PrintPlan(sheet, 1.0, (layout,), (TileGrid((0.0,), (0.0,), (layout.width, layout.height)),))


def _typeset(graph: Graph, pages: Sequence[MapPage], **options: Any) -> bytes:
    scene = {
        "title": replace_missing_glyphs(visible_text(graph.title)) or _("Argument map"),
        "fonts": _list_families(),
        "pages": [{"width": page.width, "height": page.height, "marks": page.primitives} for page in pages],
    }
    # As JSON in one input, not as Typst source: a text can contain any markup and must not be executed.
    inputs = {"scene": json.dumps(scene)}
    try:
        return typst.compile(TEMPLATE, font_paths=_load_fonts(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise PrintError(_("The map could not be typeset: %(why)s") % {"why": error}) from error


def _list_families() -> list[str]:
    """Return our font families, the preferred one first.

    The list is explicit because some fonts that Typst brings along have stray letters of other scripts.
    """
    scripts = [name for name in _load_fonts().families() if name.startswith(BODY) and "CJK" not in name]
    return [BODY, *scripts, SYMBOLS, IDEOGRAPHS]


# Reading the font files takes longer than typesetting a small map, so it is done once for each process.
@cache
def _load_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in list_font_folders()])
