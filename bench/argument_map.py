"""Argument maps of 10 to 10,000 statements: evaluation, layout and drawing, compared with Graphviz and Argdown.

Each figure comes from a process of its own; the sides take turns. CPU seconds and peak memory include started programs.
`dot` lays out the same boxes at once, without and with texts; with texts its drawing is comparable to ours.
Argdown takes part if `argdown` is on the path or `ARGDOWN` names it.
"""

import gc
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from bench._tidiness import tidiness
from factcheck.argument.formats import write
from factcheck.argument.graph import Graph
from factcheck.argument.layout import graphviz
from factcheck.argument.layout.map_layout import lay_out_map
from factcheck.argument.node_cards import build_cards
from factcheck.argument.pdf_png import PrintError, render_pdf, render_png
from factcheck.argument.semantics import evaluate
from factcheck.argument.svg_document import draw_map
from tests.argument.random_maps import build_map

SIZES = (10, 100, 1000, 10_000)
ROUNDS = {10: 5, 100: 5, 1000: 5, 10_000: 1}
MAX_SECONDS = 300
WHOLE = 10**9
PROGRAMS = (resource.RUSAGE_CHILDREN,)
ALL = (resource.RUSAGE_SELF, *PROGRAMS)
LEFT = r"\l"
NODE = re.compile(r"^n(\d+) \[", re.MULTILINE)


def evaluating(graph: Graph) -> dict[str, Any]:
    return min((_measure(lambda: evaluate(graph)) for _ in range(5)), key=itemgetter("cpu_s"))


def drawing(graph: Graph) -> dict[str, Any]:
    """Draw the graph as SVG, as the export `map.svg` does."""
    draw_map(build_map(5))
    figures = _measure(lambda: draw_map(graph))
    return figures | tidiness(lay_out_map(graph, build_cards(graph, evaluate(graph))))


def dot(graph: Graph) -> dict[str, Any]:
    """Lay out the same boxes by Graphviz alone, without texts, at once."""
    return _dot(graph, lambda source: source)


def dot_with_texts(graph: Graph) -> dict[str, Any]:
    """Draw the map by Graphviz alone, with the texts in the boxes."""
    cards = list(build_cards(graph, evaluate(graph)).values())

    def labelled(match: re.Match[str]) -> str:
        number = int(match[1])
        if number >= len(cards):
            return match[0]
        card = cards[number]
        label = "".join(f"{line}{LEFT}" for line in (card.head, *card.text.lines, *card.foot))
        return f'{match[0]}label="{label}", '

    return _dot(graph, lambda source: NODE.sub(labelled, source))


def _dot(graph: Graph, change: Callable[[str], str]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    run = graphviz.run_dot

    def watched(source: str) -> str:
        output: list[str] = []
        plain = change(source).replace(graphviz.FEWER_ITERATIONS, "")
        figures.update(_measure(lambda: output.append(run(plain)), PROGRAMS))
        return output[0]

    graphviz.run_dot, graphviz.MAX_ALIGNED_NODES, graphviz.TIMEOUT_SECONDS = watched, 0, MAX_SECONDS
    plan = lay_out_map(graph, build_cards(graph, evaluate(graph)), large=WHOLE)
    return figures | tidiness(plan)


def argdown(graph: Graph) -> dict[str, Any]:
    """Draw the map by Argdown's own program, from its language to SVG; includes the start of Node."""
    program = os.environ.get("ARGDOWN") or shutil.which("argdown")
    if not program:
        return {"left_out": "argdown is not installed"}
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        source = Path(folder) / "map.argdown"
        source.write_bytes(write(graph, "map.argdown"))
        command = [program, "map", str(source), folder, "--format", "svg", "--inclusive", "--silent"]
        work = partial(subprocess.run, command, check=True, capture_output=True, timeout=MAX_SECONDS)
        figures = _measure(work, PROGRAMS)
        return figures | {"bytes": sum(file.stat().st_size for file in Path(folder).glob("*.svg"))}


def printing_pdf(graph: Graph) -> dict[str, Any]:
    return _measure(lambda: render_pdf(graph))


def printing_png(graph: Graph) -> dict[str, Any]:
    return _measure(lambda: render_png(graph))


SIDES: dict[str, Callable[[Graph], dict[str, Any]]] = {
    "evaluate": evaluating,
    "draw": drawing,
    "dot": dot,
    "dot with texts": dot_with_texts,
    "argdown": argdown,
    "pdf": printing_pdf,
    "png": printing_png,
}


def _measure(work: Callable[[], object], who: tuple[int, ...] = ALL) -> dict[str, Any]:
    """Return the CPU seconds of calling `work`, with the programs it starts, and the peak memory of `who` in MB."""
    gc.collect()  # what building the map left is no part of the work
    before = _cpu()
    work()
    peak = max(resource.getrusage(process).ru_maxrss for process in who)
    return {"cpu_s": round(_cpu() - before, 4), "peak_mb": round(peak / 1024)}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure_side(side: str, size: int) -> dict[str, Any]:
    """Measure one side in this process; report a side that fails or takes too long."""
    try:
        return SIDES[side](build_map(size))
    except (PrintError, graphviz.LayoutError, subprocess.TimeoutExpired) as error:
        return {"gave_up": str(error)[:200]}


def main(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        rounds = [
            {side: _measure_in_process(side, size) for side in SIDES} for _ in range(ROUNDS.get(size, 1))
        ]
        for side in SIDES:
            best = min((figures[side] for figures in rounds), key=lambda figures: figures.get("cpu_s", 0))
            print(json.dumps({"bench": "argument_map", "side": side, "statements": size} | best), flush=True)


def _measure_in_process(side: str, size: int) -> dict[str, Any]:
    output = subprocess.check_output([sys.executable, "-m", "bench.argument_map", side, str(size)])
    return json.loads(output)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [side, size]:
            print(json.dumps(measure_side(side, int(size))))
        case [size]:
            main((int(size),))
        case _:
            main()
