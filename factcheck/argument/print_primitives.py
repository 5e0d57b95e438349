"""Plain marks on paper as data: lines of text, boxes, curves, filled shapes, discs. What `marks.typ` can set."""

from collections.abc import Iterable
from typing import Any

from factcheck.argument.layout.layout_types import Point
from factcheck.argument.palette import LIGHT
from factcheck.argument.text_metrics import find_missing_glyphs

Primitive = dict[str, Any]

REPLACEMENT = "\ufffd"
PAPER_WHITE = 255
FAINT = 0.55


def make_text(text: str, x: float, y: float, size: float, fill: str = "ink", **more: Any) -> Primitive:
    """A line of text on its baseline. `more`: strong, struck, turned (right to left, begins at `x`), anchor, url."""
    anchor = "end" if more.get("turned") else "start"
    plain = {"strong": False, "struck": False, "turned": False, "anchor": anchor, "url": ""}
    mark = {
        "kind": "text",
        "text": replace_missing_glyphs(text),
        "x": x,
        "y": y,
        "size": size,
        "fill": LIGHT[fill],
    }
    return plain | mark | more


def replace_missing_glyphs(text: str) -> str:
    """The text with a plain replacement for what no font has: paper cannot fall back on the reader's fonts."""
    return text.translate({ord(char): REPLACEMENT for char in find_missing_glyphs(text)})


def make_box(x: float, y: float, width: float, height: float, fill: str = "", **more: Any) -> Primitive:
    """A rectangle from its top left corner. `more`: stroke, radius, dashed."""
    plain = {"stroke": "", "radius": 0, "dashed": False}
    mark = {
        "kind": "box",
        "x": x,
        "y": y,
        "width": width,
        "height": height,
        "fill": LIGHT[fill] if fill else "",
    }
    return plain | mark | more


def make_curve(points: Iterable[Point], stroke: str, dash: str = "") -> Primitive:
    return {
        "kind": "curve",
        "points": list(points),
        "stroke": stroke,
        "dash": [float(part) for part in dash.split()],
    }


def make_polygon(points: Iterable[Point], fill: str) -> Primitive:
    return {"kind": "shape", "points": list(points), "fill": fill}


def make_disc(at: Point, radius: float, stroke: str) -> Primitive:
    return {"kind": "disc", "x": at[0], "y": at[1], "radius": radius, "stroke": stroke}


def lighten(colour: str) -> str:
    """The colour as it looks when it is more than half washed out."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (PAPER_WHITE - part) * FAINT):02x}" for part in parts)


def translate(mark: Primitive, right: float, down: float) -> Primitive:
    """The mark elsewhere on its page."""
    if "points" in mark:
        return mark | {"points": [(x + right, y + down) for x, y in mark["points"]]}
    return mark | {"x": mark["x"] + right, "y": mark["y"] + down}
