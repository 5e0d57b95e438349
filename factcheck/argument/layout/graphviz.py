"""The one door to Graphviz: sheets of sized boxes in, places and curves out.

Runs `dot` left to right from the wheel `graphviz-pure`, or a `dot` on the path, once for all sheets of a map.
Texts never go in: boxes have numbers for names. Read back is its SVG, the output that keeps hundredths of a point
however large the map is.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.argument.layout.layout_types import Point
from factcheck.exceptions import FactcheckError

PIXELS_PER_INCH = 72
TIMEOUT_SECONDS = 120
MAX_ALIGNED_NODES, MAX_THOROUGH_NODES = 80, 300
FEWER_ITERATIONS = "mclimit=0.5;"  # half the rounds against crossings: 10 % less time, 0.5 % more of them
STYLE = 'rankdir=LR; nodesep=0.22; bgcolor=transparent; node [shape=box, fixedsize=true, label=""];'
EDGES = "edge [tailport=e, headport=w];"
WIDE, NARROW = "ranksep=1.15;", "ranksep=0.45;"

_NODE = re.compile(r'<g id="n(\d+)" class="node">\s*<title>[^<]*</title>\s*<polygon [^>]*points="\S+ (\S+) ')
_EDGE = re.compile(r'<g id="e(\d+)" class="edge">\s*<title>[^<]*</title>\s*<path [^>]*\bd="M([^"]+)"')


class LayoutError(FactcheckError):
    """Graphviz is missing or gave up."""

    code = "layout_failed"


@dataclass(frozen=True, slots=True)
class LayoutInput:
    """A sheet to lay out: width and height of each node, and edges as pairs of nodes (left, right).

    The last `joints` nodes are mere points in a line.
    """

    nodes: Sequence[tuple[float, float]]
    edges: Sequence[tuple[int, int]]
    joints: int = 0


@dataclass(frozen=True, slots=True)
class LayoutOutput:
    """A sheet laid out: the top left corner of each node, the curve of each edge from its left node, by number.

    In pixels, y downwards; an edge that Graphviz did not draw has no curve.
    """

    corners: Mapping[int, Point]
    curves: Mapping[int, tuple[Point, ...]]


def run_layout(sheets: Sequence[LayoutInput]) -> list[LayoutOutput]:
    """Lay out sheets, each by itself, in one run of `dot`."""
    answer = run_dot("".join(map(_source, sheets))) if sheets else ""
    placed = [_read(text) for text in answer.split("</svg>")[:-1]]
    if len(placed) != len(sheets):
        raise LayoutError(f"Graphviz laid out {len(placed)} of {len(sheets)} sheets of the map.")
    return placed


def _source(sheet: LayoutInput) -> str:
    """The sheet in the DOT language.

    Joints take a column of their own. So that all cards keep to common columns, lines without a joint span two, on
    sheets small enough that this costs neither time nor crossings.
    """
    first_joint = len(sheet.nodes) - sheet.joints
    aligned = sheet.joints > 0 and len(sheet.nodes) <= MAX_ALIGNED_NODES
    haste = FEWER_ITERATIONS if len(sheet.nodes) > MAX_THOROUGH_NODES else ""
    nodes = [
        f"n{number} [id=n{number}, width={width / PIXELS_PER_INCH:.4f}, height={height / PIXELS_PER_INCH:.4f}];"
        for number, (width, height) in enumerate(sheet.nodes)
    ]
    edges = [
        f"n{one} -- n{other} [id=e{number}{_manner(one, other, first_joint, aligned)}];"
        for number, (one, other) in enumerate(sheet.edges)
    ]
    return "\n".join(["graph {", haste, STYLE, EDGES, NARROW if aligned else WIDE, *nodes, *edges, "}\n"])


def _manner(one: int, other: int, first_joint: int, aligned: bool) -> str:
    """How an edge runs: from whichever side of a joint is near, over two columns if it has no joint."""
    if one >= first_joint:
        return ", tailport=c"
    return ", minlen=2" if aligned and other < first_joint else ""


@cache
def find_program() -> str:
    """The path of the program that lays out."""
    beside = Path(sys.executable).parent / "graphviz-pure"
    found = str(beside) if beside.exists() else shutil.which("graphviz-pure") or shutil.which("dot")
    if not found:
        raise LayoutError(
            "Graphviz is not installed: install the package graphviz-pure, or put dot on the path."
        )
    return found


def run_dot(source: str) -> str:
    """The SVG that `dot` makes of graphs in the DOT language."""
    try:
        done = subprocess.run(  # noqa: S603  # a program of ours, and numbers for input
            [find_program(), "-Kdot", "-Tsvg"],
            input=source,
            capture_output=True,
            text=True,
            check=True,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        raise LayoutError(f"Graphviz could not lay out the map: {error.stderr.strip()[-200:]}") from error
    except subprocess.TimeoutExpired as error:
        raise LayoutError(f"Graphviz did not lay out the map within {TIMEOUT_SECONDS} seconds.") from error
    return done.stdout


def _read(text: str) -> LayoutOutput:
    """The second corner of a polygon that Graphviz draws for a box is its top left one."""
    corners = {int(number): _points(corner)[0] for number, corner in _NODE.findall(text)}
    curves = {int(number): _points(path) for number, path in _EDGE.findall(text)}
    return LayoutOutput(corners, curves)


def _points(text: str) -> tuple[Point, ...]:
    numbers = list(map(float, text.replace("C", " ").replace(",", " ").split()))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
