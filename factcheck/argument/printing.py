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

from factcheck.argument.cards import cards
from factcheck.argument.fonts import folders
from factcheck.argument.graph import Graph
from factcheck.argument.heading import LEAST_WIDTH, heading
from factcheck.argument.labels import DEFAULT_THRESHOLDS, Thresholds
from factcheck.argument.map_layout import lay_out
from factcheck.argument.marks import printable
from factcheck.argument.measuring import seen
from factcheck.argument.pages import Page, pages
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.argument.summary import notes
from factcheck.exceptions import FactcheckError
from factcheck.i18n import gettext as _

TEMPLATE = str(Path(__file__).with_name("map.typ"))
BODY, SYMBOLS, IDEOGRAPHS = "Noto Sans", "Noto Emoji", "Noto Sans CJK SC"
POINTS_A_PIXEL = 0.75
TALLEST_PAGE = 14_400 / POINTS_A_PIXEL
PRINTED_BRANCH = 150
MOST_PIXELS = 40_000_000
SHARP, COARSE = 144.0, 40.0
DOTS_OF_A_PIXEL = 96.0


class CannotPrint(FactcheckError):
    """The map cannot be printed this way."""

    code = "cannot_print"


def pdf(
    graph: Graph,
    *,
    evaluation: Evaluation | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    timestamp: int = 0,
) -> bytes:
    """The map as PDF/UA-1, on one page, or on several where it is taller than a page of PDF may be.

    `timestamp` is the time of the document in seconds since 1970 (UTC).
    """
    sheets = _pages(graph, evaluation, thresholds, TALLEST_PAGE)
    return _set(graph, sheets, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)


def png(
    graph: Graph, *, evaluation: Evaluation | None = None, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> bytes:
    """The map as one picture, as sharp as its size allows. Raises CannotPrint where text would be illegible."""
    (sheet,) = _pages(graph, evaluation, thresholds, inf)
    dots = min(SHARP, DOTS_OF_A_PIXEL * sqrt(MOST_PIXELS / (sheet.width * sheet.height)))
    if dots < COARSE:
        raise CannotPrint(
            _(
                "A picture of this map would be %(width)s by %(height)s pixels, too large for a PNG. "
                "Take it as SVG or PDF, or export a part of it."
            )
            % {"width": f"{sheet.width:.0f}", "height": f"{sheet.height:.0f}"}
        )
    return _set(graph, [sheet], format="png", ppi=dots)


def _pages(graph: Graph, evaluation: Evaluation | None, thresholds: Thresholds, tallest: float) -> list[Page]:
    evaluation = evaluation or evaluate(graph)
    found = cards(graph, evaluation, thresholds)
    plan = lay_out(graph, found)
    if plan.tallest_sheet > tallest:
        plan = lay_out(graph, found, large=PRINTED_BRANCH, branch=PRINTED_BRANCH)
    above = heading(graph.title, notes(graph, evaluation), max(plan.width, LEAST_WIDTH))
    return pages(graph, plan, found, above, tallest)


def _set(graph: Graph, sheets: Sequence[Page], **options: Any) -> bytes:
    scene = {
        "title": printable(seen(graph.title)) or _("Argument map"),
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
        raise CannotPrint(_("The map could not be set: %(why)s") % {"why": error}) from error


def _families() -> list[str]:
    """Ours alone, best first: typst brings fonts of its own that have stray letters of other scripts."""
    others = [name for name in _fonts().families() if name.startswith(BODY) and "CJK" not in name]
    return [BODY, *others, SYMBOLS, IDEOGRAPHS]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders()])
