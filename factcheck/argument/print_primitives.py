"""Drawing primitives for print as data, drawn by `primitives.typ`.

They are text, boxes, curves, filled polygons, discs, and windows that show a part of other primitives.
"""

from collections.abc import Iterable
from typing import Any

from factcheck.argument.layout.geometry import split_bezier
from factcheck.argument.layout.layout_types import Point
from factcheck.argument.palette import LIGHT
from factcheck.argument.text_metrics import find_missing_glyphs

Primitive = dict[str, Any]

REPLACEMENT = "\ufffd"
PAPER_WHITE = 255
MAX_PART_LENGTH = 1000.0
FAINT = 0.55  # the share of white; the drawing for the screen has an opacity of 0.45


def make_text(text: str, x: float, y: float, size: float, fill: str = "ink", **more: Any) -> Primitive:
    """Return a line of text on its baseline.

    Options in `more`: strong, struck, turned (right to left, starting at `x`), anchor and url.
    """
    anchor = "end" if more.get("turned") else "start"
    defaults = {"strong": False, "struck": False, "turned": False, "anchor": anchor, "url": ""}
    fields = {
        "kind": "text",
        "text": replace_missing_glyphs(text),
        "x": x,
        "y": y,
        "size": size,
        "fill": LIGHT[fill],
    }
    return defaults | fields | more


def replace_missing_glyphs(text: str) -> str:
    """Replace characters that no font has. Emoji that the font does not join stay, and are drawn apart.

    A printed file cannot fall back on the reader's fonts.
    """
    missing = (char for char in find_missing_glyphs(text) if len(char) == 1)
    return text.translate({ord(char): REPLACEMENT for char in missing})


def make_box(x: float, y: float, width: float, height: float, fill: str = "", **more: Any) -> Primitive:
    """Return a rectangle by its top left corner.

    Options in `more`: stroke, radius and dashed.
    """
    defaults = {"stroke": "", "radius": 0, "dashed": False}
    fields = {
        "kind": "box",
        "x": x,
        "y": y,
        "width": width,
        "height": height,
        "fill": LIGHT[fill] if fill else "",
    }
    return defaults | fields | more


def make_curve(points: Iterable[Point], stroke: str, dash: str = "") -> Primitive:
    """Return a cubic Bezier curve through 3n + 1 points.

    `dash` is an SVG dash pattern.
    """
    return {
        "kind": "curve",
        "points": list(points),
        "stroke": stroke,
        "dash": [float(part) for part in dash.split()],
    }


def make_polygon(points: Iterable[Point], fill: str) -> Primitive:
    """Return a filled polygon."""
    return {"kind": "shape", "points": list(points), "fill": fill}


def make_disc(at: Point, radius: float, stroke: str) -> Primitive:
    """Return a disc of the paper's colour with an outline, by its centre."""
    return {"kind": "disc", "x": at[0], "y": at[1], "radius": radius, "stroke": stroke}


def make_window(
    x: float, y: float, width: float, height: float, scale: float, marks: list[Primitive]
) -> Primitive:
    """Return a rectangle that shows primitives from their origin at a scale, and cuts off what is outside it."""
    size = {"width": width, "height": height}
    return {"kind": "window", "x": x, "y": y, "scale": scale, "marks": marks} | size


def split_curve(item: Primitive) -> list[Primitive]:
    """Return a primitive, or for a curve its short parts.

    A tile shows few parts of a long curve, and Typst takes time for each dash, also of what it cuts off.
    """
    if item["kind"] != "curve":
        return [item]
    points = item["points"]
    curves = (points[start : start + 4] for start in range(0, len(points) - 3, 3))
    return [item | {"points": part} for curve in curves for part in split_bezier(curve, MAX_PART_LENGTH)]


def get_bounds(item: Primitive) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a primitive; of a text only where it begins."""
    if "points" in item:
        xs, ys = zip(*item["points"], strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    radius = item["radius"] if item["kind"] == "disc" else 0
    right, bottom = item["x"] + item.get("width", radius), item["y"] + item.get("height", radius)
    return item["x"] - radius, item["y"] - radius, right, bottom


def lighten(colour: str) -> str:
    """Return the colour mixed with 55 % white, which print uses in place of opacity."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (PAPER_WHITE - part) * FAINT):02x}" for part in parts)


def translate(item: Primitive, right: float, down: float) -> Primitive:
    """Return the primitive moved to the right and down."""
    if "points" in item:
        return item | {"points": [(x + right, y + down) for x, y in item["points"]]}
    return item | {"x": item["x"] + right, "y": item["y"] + down}
