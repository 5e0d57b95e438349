"""How the time of each step grows with its input: the exponent from doubling the input three times.

An exponent of 1.0 is proportional growth, 2.0 quadratic. CPU time of this process only, the least of several runs.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from math import log2

from factcheck.argument.formats.map_formats import READERS
from factcheck.exceptions import FactcheckError
from factcheck.exports.draft_report import build_draft_report
from factcheck.reporting.claimreview import format_claim_reviewed
from factcheck.reporting.exporters import write_export
from factcheck.text.anchors import create_anchor, locate_anchor
from factcheck.text.attribution.rules import find_attributions
from factcheck.text.ingest import read_document
from factcheck.text.near_duplicates import find_near_duplicates
from factcheck.text.passage_ranking import find_passages
from factcheck.text.sentence_boundaries import find_sentence_ends
from factcheck.text.splitters import split
from factcheck.text.types import Span

DOUBLINGS, RUNS = 3, 3
NAMES = ("steel", "grain", "copper", "timber", "cement")


@dataclass(frozen=True, slots=True)
class Step:
    """A step, its smallest size, and a function that prepares it for a size and returns the work."""

    name: str
    size: int
    prepare: Callable[[int], Callable[[], object]]


def make_sentences(count: int) -> list[str]:
    """Return sentences of an article; no two are equal."""
    return [
        f"Exports of {NAMES[number % 5]} fell by {number} tonnes in {NAMES[number % 3]} ports, the ministry said."
        for number in range(count)
    ]


def make_text(count: int, separator: str = " ") -> str:
    return separator.join(make_sentences(count))


def _find_ends(text: str) -> list[int]:
    return list(find_sentence_ends(text, 0, len(text)))


def _argdown(count: int) -> bytes:
    return "\n\n".join(f"[c{n}]: Exports fell #a #b\n  - [c{n + 1}]" for n in range(count)).encode()


def _kialo_repeated(count: int) -> bytes:
    return "\n".join(["Discussion Title: Exports", "", *["1.1. Pro: Exports fell."] * count]).encode()


def _kialo(count: int) -> bytes:
    lines = (f"1.{n}. {'Pro' if n % 2 else 'Con'}: Exports fell." for n in range(1, count))
    return "\n".join(["Discussion Title: Exports", "", "1. Exports fell.", *lines]).encode()


def _export(kind: str, count: int) -> Callable[[], object]:
    document = read_document(make_text(count, "\n\n").encode(), filename="a.txt", limit=10_000_000)
    report = build_draft_report(document, split(document.text), made_at=datetime(2026, 1, 1, tzinfo=UTC))
    return lambda: write_export(report, kind)


def _passages(count: int) -> Callable[[], object]:
    sentences = make_sentences(count)
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    spans = [Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=False)]
    text = " ".join(sentences)
    return lambda: find_passages("Exports of grain fell in steel ports", text, spans)


def _anchor(count: int) -> Callable[[], object]:
    text = make_text(count)
    start = len(text) // 2
    anchor = replace(create_anchor(text, start, start + 90), exact=text[start : start + 85] + "xxxxx")
    return lambda: locate_anchor(text, anchor)


def _read_map(slug: str, make: Callable[[int], bytes]) -> Callable[[int], Callable[[], object]]:
    def prepare(count: int) -> Callable[[], object]:
        data = make(count)
        read = READERS[slug].read
        return lambda: read(data) if read else None

    return prepare


STEPS = (
    Step("near-duplicates", 250, lambda n: partial(find_near_duplicates, make_sentences(n))),
    Step("sentence ends", 500, lambda n: partial(_find_ends, make_text(n))),
    Step("split fast, one paragraph", 100, lambda n: partial(split, make_text(n))),
    Step("split fast, paragraphs", 100, lambda n: partial(split, make_text(n, "\n\n"))),
    Step("split parse, one paragraph", 20, lambda n: partial(split, make_text(n), method="parse")),
    Step(
        "attributions, one sentence",
        100,
        lambda n: partial(find_attributions, make_text(n), 0, 10_000_000),
    ),
    Step("passages", 200, _passages),
    Step("anchor of a changed quote", 50, _anchor),
    Step("read Argdown", 100, _read_map("map.argdown", _argdown)),
    Step("read Kialo", 500, _read_map("map.kialo", _kialo)),
    Step("read Kialo, equal numbers", 500, _read_map("map.kialo", _kialo_repeated)),
    Step(
        "claim of a ClaimReview",
        20_000,
        lambda n: partial(format_claim_reviewed, f"x{' ' * n}x", "False"),
    ),
    Step("report.html", 50, lambda n: _export("report.html", n)),
    Step("claims.csv", 100, lambda n: _export("claims.csv", n)),
    Step("claims.json", 100, lambda n: _export("claims.json", n)),
)


def measure(step: Step) -> tuple[float, float]:
    """Return the exponent, and the CPU seconds at the largest size."""
    seconds = []
    for doubling in range(DOUBLINGS + 1):
        work = step.prepare(step.size << doubling)
        seconds.append(min(_cpu(work) for _ in range(RUNS)))
    return log2(max(seconds[-1], 1e-6) / max(seconds[0], 1e-6)) / DOUBLINGS, seconds[-1]


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(names: list[str]) -> None:
    for step in STEPS:
        if names and step.name not in names:
            continue
        try:
            exponent, seconds = measure(step)
        except FactcheckError as error:
            print(json.dumps({"figure": step.name, "refused": str(error)}), flush=True)
            continue
        figure = {"figure": step.name, "largest": step.size << DOUBLINGS, "cpu_ms": round(seconds * 1000, 1)}
        print(json.dumps({**figure, "exponent": round(exponent, 2)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
