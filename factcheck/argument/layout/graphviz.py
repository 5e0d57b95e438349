"""The interface to Graphviz.

It takes components of boxes with sizes, and returns positions and curves.

Runs the `dot` of the wheel `graphviz-pure`, or a `dot` on the path, once for all components of a map. Texts are never
passed: boxes have numbers for names. The result is read from the SVG output, because it has hundredths of a point for
maps of any size.
"""

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
# Limits the time of a process that does not end.
TIMEOUT_SECONDS = 120
# Up to this size, aligning the columns costs neither time nor crossings of lines.
MAX_ALIGNED_NODES = 80
# Above this size, `dot` makes a fifth of the iterations against crossings: a quarter less time, 5 to 15 % more
# crossings than with all. A page shows at most 300 cards, so only files have such drawings.
MAX_THOROUGH_NODES = 300
FEWER_ITERATIONS = "mclimit=0.2;"
# Labels are empty, because the sizes are known: text would make `dot` load fonts, and could act as markup.
STYLE = 'rankdir=LR; nodesep=0.22; bgcolor=transparent; node [shape=box, fixedsize=true, label=""];'
EDGES = "edge [tailport=e, headport=w];"
# The distance of columns in inches. With joints in columns of their own, it is less than half.
WIDE, NARROW = "ranksep=1.15;", "ranksep=0.45;"


class LayoutError(FactcheckError):
    """Graphviz is missing or failed."""

    code = "layout_failed"


@dataclass(frozen=True, slots=True)
class LayoutInput:
    """A component to lay out.

    `nodes` are widths and heights, `edges` pairs of nodes (left, right).

    The last `joints` nodes are not cards but points of a line.
    """

    nodes: Sequence[tuple[float, float]]
    edges: Sequence[tuple[int, int]]
    joints: int = 0


@dataclass(frozen=True, slots=True)
class LayoutOutput:
    """A component after layout.

    It has the top left corner of each node, and the curve of each edge from its left node as numbers x, y, x, y, ...

    Both are by number, in pixels, with y downwards. An edge that Graphviz did not draw has no curve.
    """

    corners: Mapping[int, Point]
    curves: Mapping[int, Sequence[float]]


def run_layout(components: Sequence[LayoutInput]) -> list[LayoutOutput]:
    """Lay out components independently of each other, in one run of `dot`.

    Raises `LayoutError` if Graphviz is missing, fails, or returns fewer layouts than there are components.
    """
    output = run_dot("".join(map(_to_dot, components))) if components else ""
    placed = [_parse_svg(text) for text in output.split("</svg>")[:-1]]
    if len(placed) != len(components):
        raise LayoutError(f"Graphviz laid out {len(placed)} of {len(components)} components of the map.")
    return placed


def _to_dot(component: LayoutInput) -> str:
    """Return a component in the DOT language.

    Joints take a column of their own. In a small component, lines without a joint span two columns, so that all cards
    are in common columns.
    """
    first_joint = len(component.nodes) - component.joints
    aligned = component.joints > 0 and len(component.nodes) <= MAX_ALIGNED_NODES
    limit = FEWER_ITERATIONS if len(component.nodes) > MAX_THOROUGH_NODES else ""
    nodes = [
        f"n{number} [id=n{number}, width={width / PIXELS_PER_INCH:.4f}, height={height / PIXELS_PER_INCH:.4f}];"
        for number, (width, height) in enumerate(component.nodes)
    ]
    edges = [
        f"n{left} -- n{right} [id=e{number}{_format_edge(left, right, first_joint, aligned)}];"
        for number, (left, right) in enumerate(component.edges)
    ]
    return "\n".join(["graph {", limit, STYLE, EDGES, NARROW if aligned else WIDE, *nodes, *edges, "}\n"])


def _format_edge(left: int, right: int, first_joint: int, aligned: bool) -> str:
    """Return the attributes of an edge.

    It starts at the centre of a joint, and spans two columns if it has none.
    """
    if left >= first_joint:
        return ", tailport=c"
    return ", minlen=2" if aligned and right < first_joint else ""


# The program does not move while a process runs, and a search of the path is a system call for each folder.
@cache
def find_program() -> str:
    """Return the path of the program `dot`.

    Raises `LayoutError` if it is not installed.
    """
    beside = Path(sys.executable).parent / "graphviz-pure"
    path = str(beside) if beside.exists() else shutil.which("graphviz-pure") or shutil.which("dot")
    if not path:
        raise LayoutError(
            "Graphviz is not installed: install the package graphviz-pure, or put dot on the path."
        )
    return path


def run_dot(source: str) -> str:
    """Return the SVG that `dot` makes of graphs in the DOT language.

    Raises `LayoutError` if it fails.
    """
    try:
        done = subprocess.run(  # noqa: S603  # the program of the package, and numbers as input
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


def _parse_svg(text: str) -> LayoutOutput:
    """Return the positions in one SVG.

    The second corner of the polygon of a box is its top left corner. Searching for strings takes half the time of
    regular expressions.
    """
    corners: dict[int, Point] = {}
    curves: dict[int, list[float]] = {}
    for element in text.split('<g id="')[1:]:
        number = element[1 : element.index('"')]
        if element.startswith("n"):
            x, y = element.split('points="', 1)[1].split(" ", 2)[1].split(",")
            corners[int(number)] = float(x), float(y)
        elif element.startswith("e"):
            path = element.split(' d="M', 1)[1].split('"', 1)[0]
            curves[int(number)] = list(map(float, path.replace("C", " ").replace(",", " ").split()))
    return LayoutOutput(corners, curves)
