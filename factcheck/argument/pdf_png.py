"""Renders a map as accessible PDF (PDF/UA-1) and as PNG, typeset by Typst.

Texts are passed as data and never parsed as markup. The same map gives the same bytes, because the time of the document
is a parameter.
"""

import json
from collections.abc import Sequence
from functools import cache
from math import inf, sqrt
from pathlib import Path
from typing import Any

import typst

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
# PDF readers support pages of up to 200 inches, which are 14,400 points (ISO 32000-1, Annex C).
MAX_PAGE_HEIGHT = 14_400 / POINTS_PER_PIXEL
# 150 cards of 128 pixels in one column fill a page of the maximum height.
PRINT_BRANCH_SIZE = 150
# A bitmap of 40 million pixels takes 160 MB of memory while Typst renders it.
MAX_PIXELS = 40_000_000
# 144 dots per inch are one and a half times the resolution of CSS. Below 40 the text of a card cannot be read.
MAX_DPI, MIN_DPI = 144.0, 40.0
CSS_DPI = 96.0


class PrintError(FactcheckError):
    """The map cannot be rendered in this format."""

    code = "cannot_print"


def render_pdf(graph: Graph, *, evaluation: Evaluation | None = None, timestamp: int = 0) -> bytes:
    """Return the map as PDF/UA-1.

    It has several pages if the map is taller than the maximum page of a PDF.

    `timestamp` is the time of the document in seconds since 1970-01-01 UTC. Raises `PrintError` if Typst fails.
    """
    pages = _build_pages(graph, evaluation, MAX_PAGE_HEIGHT)
    return _typeset(graph, pages, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)


def render_png(graph: Graph, *, evaluation: Evaluation | None = None) -> bytes:
    """Return the map as one image, at the highest resolution that its size allows.

    Raises `PrintError` if the text would be illegible.
    """
    (page,) = _build_pages(graph, evaluation, inf)
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


def _build_pages(graph: Graph, evaluation: Evaluation | None, max_height: float) -> list[MapPage]:
    evaluation = evaluation or evaluate(graph)
    cards = build_cards(graph, evaluation)
    layout = lay_out_map(graph, cards)
    # Pages are divided between components only, so a component that is too tall is cut into branches first.
    if layout.max_component_height > max_height:
        layout = lay_out_map(graph, cards, large=PRINT_BRANCH_SIZE, branch=PRINT_BRANCH_SIZE)
    header = build_header(graph.title, list_notes(graph, evaluation), max(layout.width, MIN_WIDTH))
    return paginate(graph, layout, cards, header, max_height)


def _typeset(graph: Graph, pages: Sequence[MapPage], **options: Any) -> bytes:
    scene = {
        "title": replace_missing_glyphs(visible_text(graph.title)) or _("Argument map"),
        "fonts": _list_families(),
        "pages": [
            {"width": page.width, "height": page.height, "scale": page.scale, "marks": page.primitives}
            for page in pages
        ],
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
