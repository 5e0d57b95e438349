"""Splitting the seed article, 499 words, by each splitter, in articles per second of one core; and its exports.

CPU time of this process only: the median of several runs after a warm-up.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from factcheck.exports.draft_report import build_draft_report
from factcheck.reporting.exporters import write_export
from factcheck.text.ingest import read_document
from factcheck.text.splitters import list_splitters, split

SEED = Path(__file__).parent.parent / "seeds" / "china-us-ai.txt"
KINDS = ("map.svg", "map.aif", "map.argdown", "map.pdf", "report.html", "report.pdf")
# More runs for the splitter that takes only milliseconds; DEFAULT_RUNS for all others.
RUNS, DEFAULT_RUNS = {"fast": 100}, 12
EXPORT_RUNS = 5


def cpu(work: Callable[[], object], runs: int) -> float:
    """Return the median CPU seconds of calling `work`."""
    work()
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)


def main() -> None:
    document = read_document(SEED.read_bytes(), filename=SEED.name, limit=1_000_000)
    words = len(document.text.split())
    for method in list_splitters():
        seconds = cpu(
            lambda method=method: split(document.text, method=method, blocks=document.blocks),
            RUNS.get(method, DEFAULT_RUNS),
        )
        figure = {
            "figure": f"article to claims, {method}",
            "words": words,
            "articles_per_cpu_second": round(1 / seconds, 1),
        }
        print(json.dumps({**figure, "cpu_ms": round(seconds * 1000, 2)}), flush=True)
    found = split(document.text, method="fast", blocks=document.blocks)
    report = build_draft_report(document, found, made_at=datetime(2026, 1, 1, tzinfo=UTC))
    for kind in KINDS:
        seconds = cpu(lambda kind=kind: write_export(report, kind), EXPORT_RUNS)
        print(
            json.dumps({"figure": f"export of the seed, {kind}", "cpu_ms": round(seconds * 1000, 2)}),
            flush=True,
        )


if __name__ == "__main__":
    main()
