"""Prints a map: PDF that screen readers can read (PDF/UA-1), and PNG. Set by typst from native text.

Texts go in as data and are never read as markup. The same map makes the same bytes: the time is given, not taken.
"""

import json
from collections.abc import Sequence
from functools import cache
from math import inf, sqrt
from pathlib import Path
from typing import Any

import typst

from factcheck.argument.computed_labels import DEFAULT_THRESHOLDS, Thresholds
from factcheck.argument.fonts import list_font_folders
from factcheck.argument.graph import Graph
from factcheck.argument.layout.map_layout import lay_out_map
from factcheck.argument.map_header import MIN_WIDTH, build_header
from factcheck.argument.node_cards import build_cards
from factcheck.argument.pagination import MapPage, paginate
from factcheck.argument.print_primitives import replace_missing_glyphs
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.argument.summary import list_notes
from factcheck.argument.text_metrics import visible_text
from factcheck.exceptions import FactcheckError
from factcheck.i18n import gettext as _

TEMPLATE = str(Path(__file__).with_name("map.typ"))
BODY, SYMBOLS, IDEOGRAPHS = "Noto Sans", "Noto Emoji", "Noto Sans CJK SC"
POINTS_PER_PIXEL = 0.75
MAX_PAGE_HEIGHT = 14_400 / POINTS_PER_PIXEL
PRINT_BRANCH_SIZE = 150
MAX_PIXELS = 40_000_000
MAX_DPI, MIN_DPI = 144.0, 40.0
CSS_DPI = 96.0


class PrintError(FactcheckError):
    """The map cannot be printed this way."""

    code = "cannot_print"


def render_pdf(
    graph: Graph,
    *,
    evaluation: Evaluation | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    timestamp: int = 0,
) -> bytes:
    """The map as PDF/UA-1, on one page, or on several where it is taller than a page of PDF may be.

    `timestamp` is the time of the document in seconds since 1970 (UTC).
    """
    sheets = _pages(graph, evaluation, thresholds, MAX_PAGE_HEIGHT)
    return _set(graph, sheets, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)


def render_png(
    graph: Graph, *, evaluation: Evaluation | None = None, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> bytes:
    """The map as one picture, as sharp as its size allows. Raises CannotPrint where text would be illegible."""
    (sheet,) = _pages(graph, evaluation, thresholds, inf)
    dots = min(MAX_DPI, CSS_DPI * sqrt(MAX_PIXELS / (sheet.width * sheet.height)))
    if dots < MIN_DPI:
        raise PrintError(
            _(
                "A picture of this map would be %(width)s by %(height)s pixels, too large for a PNG. "
                "Take it as SVG or PDF, or export a part of it."
            )
            % {"width": f"{sheet.width:.0f}", "height": f"{sheet.height:.0f}"}
        )
    return _set(graph, [sheet], format="png", ppi=dots)


def _pages(
    graph: Graph, evaluation: Evaluation | None, thresholds: Thresholds, tallest: float
) -> list[MapPage]:
    evaluation = evaluation or evaluate(graph)
    found = build_cards(graph, evaluation, thresholds)
    plan = lay_out_map(graph, found)
    if plan.max_component_height > tallest:
        plan = lay_out_map(graph, found, large=PRINT_BRANCH_SIZE, branch=PRINT_BRANCH_SIZE)
    above = build_header(graph.title, list_notes(graph, evaluation), max(plan.width, MIN_WIDTH))
    return paginate(graph, plan, found, above, tallest)


def _set(graph: Graph, sheets: Sequence[MapPage], **options: Any) -> bytes:
    scene = {
        "title": replace_missing_glyphs(visible_text(graph.title)) or _("Argument map"),
        "fonts": _families(),
        "pages": [
            {"width": sheet.width, "height": sheet.height, "scale": sheet.scale, "marks": sheet.marks}
            for sheet in sheets
        ],
    }
    inputs = {"scene": json.dumps(scene)}
    try:
        return typst.compile(TEMPLATE, font_paths=_fonts(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise PrintError(_("The map could not be set: %(why)s") % {"why": error}) from error


def _families() -> list[str]:
    """Ours alone, best first: typst brings fonts of its own that have stray letters of other scripts."""
    others = [name for name in _fonts().families() if name.startswith(BODY) and "CJK" not in name]
    return [BODY, *others, SYMBOLS, IDEOGRAPHS]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in list_font_folders()])
