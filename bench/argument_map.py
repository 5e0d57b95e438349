"""Argument maps of 10 to 10,000 statements: evaluated, laid out and drawn, beside Graphviz and Argdown's own program.

Each figure comes from a process of its own, the sides by turns; CPU seconds and peak memory hold the programs started.
`dot` lays the same boxes out in one piece, once bare and once with the texts, which makes a drawing as finished as
ours. Argdown takes part if `argdown` is on the path or `ARGDOWN` names it.
"""

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
MOST_SECONDS = 300
WHOLE = 10**9
PROGRAMS = (resource.RUSAGE_CHILDREN,)
ALL = (resource.RUSAGE_SELF, *PROGRAMS)
LEFT = r"\l"
NODE = re.compile(r"^n(\d+) \[", re.MULTILINE)


def evaluating(graph: Graph) -> dict[str, Any]:
    return min((_taken(lambda: evaluate(graph)) for _ in range(5)), key=itemgetter("cpu_s"))


def drawing(graph: Graph) -> dict[str, Any]:
    """From the graph to a finished SVG, as every export of `map.svg` does it."""
    draw_map(build_map(5))
    figures = _taken(lambda: draw_map(graph))
    return figures | tidiness(lay_out_map(graph, build_cards(graph, evaluate(graph))))


def dot(graph: Graph) -> dict[str, Any]:
    """Graphviz alone, on the same boxes without their texts, in one piece."""
    return _dot(graph, lambda source: source)


def dot_with_texts(graph: Graph) -> dict[str, Any]:
    """Graphviz alone, to a drawing with the texts in the boxes."""
    found = list(build_cards(graph, evaluate(graph)).values())

    def labelled(match: re.Match[str]) -> str:
        number = int(match[1])
        if number >= len(found):
            return match[0]
        card = found[number]
        label = "".join(f"{line}{LEFT}" for line in (card.head, *card.text.lines, *card.foot))
        return f'{match[0]}label="{label}", '

    return _dot(graph, lambda source: NODE.sub(labelled, source))


def _dot(graph: Graph, change: Callable[[str], str]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    run = graphviz.run_dot

    def watched(source: str) -> str:
        answer: list[str] = []
        plain = change(source).replace(graphviz.FEWER_ITERATIONS, "")
        figures.update(_taken(lambda: answer.append(run(plain)), PROGRAMS))
        return answer[0]

    graphviz.run_dot, graphviz.MAX_ALIGNED_NODES, graphviz.TIMEOUT_SECONDS = watched, 0, MOST_SECONDS
    plan = lay_out_map(graph, build_cards(graph, evaluate(graph)), large=WHOLE)
    return figures | tidiness(plan)


def argdown(graph: Graph) -> dict[str, Any]:
    """Argdown's own program, from the same map in its language to SVG; Node's start is part of it."""
    program = os.environ.get("ARGDOWN") or shutil.which("argdown")
    if not program:
        return {"left_out": "argdown is not installed"}
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        source = Path(folder) / "map.argdown"
        source.write_bytes(write(graph, "map.argdown"))
        command = [program, "map", str(source), folder, "--format", "svg", "--inclusive", "--silent"]
        work = partial(subprocess.run, command, check=True, capture_output=True, timeout=MOST_SECONDS)
        figures = _taken(work, PROGRAMS)
        return figures | {"bytes": sum(file.stat().st_size for file in Path(folder).glob("*.svg"))}


def printing_pdf(graph: Graph) -> dict[str, Any]:
    return _taken(lambda: render_pdf(graph))


def printing_png(graph: Graph) -> dict[str, Any]:
    return _taken(lambda: render_png(graph))


SIDES: dict[str, Callable[[Graph], dict[str, Any]]] = {
    "evaluate": evaluating,
    "draw": drawing,
    "dot": dot,
    "dot with texts": dot_with_texts,
    "argdown": argdown,
    "pdf": printing_pdf,
    "png": printing_png,
}


def _taken(work: Callable[[], object], who: tuple[int, ...] = ALL) -> dict[str, Any]:
    """CPU seconds of some work with the programs it starts, and the larger peak memory of `who` in megabytes."""
    before = _cpu()
    work()
    peak = max(resource.getrusage(one).ru_maxrss for one in who)
    return {"cpu_s": round(_cpu() - before, 4), "peak_mb": round(peak / 1024)}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def one(side: str, size: int) -> dict[str, Any]:
    """One figure, in this process. A side that gives up or takes too long says so."""
    try:
        return SIDES[side](build_map(size))
    except (PrintError, graphviz.LayoutError, subprocess.TimeoutExpired) as refusal:
        return {"gave_up": str(refusal)[:200]}


def main(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        rounds = [{side: _asked(side, size) for side in SIDES} for _ in range(ROUNDS.get(size, 1))]
        for side in SIDES:
            best = min((found[side] for found in rounds), key=lambda figures: figures.get("cpu_s", 0))
            print(json.dumps({"bench": "argument_map", "side": side, "statements": size} | best), flush=True)


def _asked(side: str, size: int) -> dict[str, Any]:
    answer = subprocess.check_output([sys.executable, "-m", "bench.argument_map", side, str(size)])
    return json.loads(answer)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [side, size]:
            print(json.dumps(one(side, int(size))))
        case [size]:
            main((int(size),))
        case _:
            main()
