"""The quality of the claims from text, and the cost of finding them.

Updates docs/quality.md, where every figure has its interval. Prints one JSON line per figure. With names of sets as
arguments, measures only those; the other rows of the page stay, and so do the rows of the semantic extra if it is not
installed. Measures nothing without the development sets in the folder that FACTCHECK_CORPORA names.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import _text_calibration, _text_page
from bench import _text_metrics as metrics
from bench import _text_tasks as tasks
from bench._text_tasks import Measure
from factcheck.exceptions import UnknownChoice
from factcheck.text import embeddings
from factcheck.text.normalise import normalise
from factcheck.text.splitters import split

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "quality.md"
FAST_AND_PARSE = ("fast", "parse")
FAST_AND_SEMANTIC = ("fast", "semantic")
MEASURES = (
    Measure("sentences", "sentseg", "F1 of exact spans", metrics.f1, tasks.sentence_units, 0.935, 0.95),
    Measure(
        "check-worthiness, shipped weights",
        "checkworthy_ct24",
        "F1 of the positive class",
        metrics.f1_of_positive,
        tasks.score_units("checkworthy_ct24.jsonl", lambda row: bool(row["label"])),
        0.685,
        0.72,
    ),
    Measure(
        "check-worthiness, trained on the set (not shipped)",
        "checkworthy_ct24",
        "F1 of the positive class, 5 folds",
        metrics.f1_of_positive,
        tasks.trained_score_units,
        0.685,
        0.72,
    ),
    Measure(
        "ranking of debates",
        "checkworthy_debates_ct19",
        "MAP",
        metrics.mean_average_precision,
        tasks.debate_units,
        0.18,
        0.20,
    ),
    Measure(
        "ranking of news",
        "checkworthy_news",
        "AP of grade 2, by article",
        metrics.average_precision,
        tasks.news_units,
        0.765,
        0.80,
    ),
    Measure(
        "opinion",
        "subjectivity_news",
        "macro F1",
        metrics.macro_f1_of_classes,
        tasks.score_units("subjectivity_news.jsonl", lambda row: row["label"] == "OBJ"),
        0.65,
        0.70,
    ),
    Measure(
        "attribution, news",
        "attribution_news",
        "F1 of contents, IoU 0.8",
        metrics.f1,
        tasks.news_content_units,
        0.83,
        0.88,
        FAST_AND_PARSE,
    ),
    Measure(
        "attribution, all",
        "attribution_gum",
        "F1, 5 folds",
        metrics.f1,
        tasks.attribution_units(),
        0.63,
        0.72,
        FAST_AND_PARSE,
    ),
    Measure(
        "attribution, GUM news",
        "attribution_gum",
        "F1, 5 folds",
        metrics.f1,
        tasks.attribution_units("news"),
        0.76,
        0.82,
        FAST_AND_PARSE,
    ),
    Measure(
        "parts",
        "decomp_propsegment",
        "F1 at Jaccard 0.8",
        metrics.macro_f1,
        tasks.part_units,
        0.34,
        0.42,
        FAST_AND_PARSE,
    ),
    Measure(
        "earlier checks, all",
        "claim_match_queries",
        "MAP@5",
        metrics.mean,
        tasks.match_units(),
        0.911,
        0.945,
        FAST_AND_SEMANTIC,
    ),
    Measure(
        "earlier checks, dev part",
        "claim_match_queries",
        "MAP@5",
        metrics.mean,
        tasks.match_units("dev"),
        0.911,
        0.945,
        FAST_AND_SEMANTIC,
    ),
    Measure(
        "match decision",
        "claim_match_queries",
        "recall at 95 % precision",
        metrics.recall_at_precision,
        tasks.match_decision_units,
        0.59,
        0.70,
        FAST_AND_SEMANTIC,
    ),
    Measure(
        "passages of a page",
        "evidence_wice",
        "MAP",
        metrics.mean,
        tasks.passage_units,
        0.724,
        0.76,
        FAST_AND_SEMANTIC,
    ),
    Measure(
        "answers of a file",
        "evidence_averitec",
        "recall at 10",
        metrics.mean,
        tasks.answer_units,
        0.854,
        0.88,
        FAST_AND_SEMANTIC,
    ),
)


def measure_figures(measure: Measure) -> Iterator[dict[str, object]]:
    """Yield the figure of each method of a measure.

    Yields none for the semantic extra if it is not installed.
    """
    for method in measure.methods:
        if method == "semantic" and not embeddings.is_installed():
            continue
        units = measure.units(method)
        value, low, high = metrics.bootstrap_interval(units, measure.metric)
        yield {
            "name": f"text.{measure.name}",
            "file": measure.file,
            "figure": measure.figure,
            "method": method,
            "value": round(value, 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "units": len(units),
            "best": measure.best,
            "goal": measure.goal,
        }


def measure_costs() -> Iterator[dict[str, object]]:
    """Yield the time and the memory that a 500-word article takes.

    Yields one row per splitter. The time, in milliseconds of the processor, is the best of five runs after one that
    loads the models; the memory is that of the process afterwards.
    """
    words = normalise((ROOT / "seeds" / "china-us-ai.txt").read_text(encoding="utf-8")).split(" ")[:500]
    article = " ".join(words)
    for method in FAST_AND_PARSE:
        split(article, method=method)
        seconds = []
        for _ in range(5):
            begun = time.process_time()
            split(article, method=method)
            seconds.append(time.process_time() - begun)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        scale = 500 / len(article.split())
        yield {
            "name": "text.cost",
            "method": method,
            "cpu_ms": round(1000 * min(seconds) * scale, 1),
            "memory_mb": round(memory),
        }


def main(sets: list[str]) -> int:
    """Measure the named sets, or all, and update the page."""
    if not (tasks.DATA / "sentseg.jsonl").is_file():
        print(
            "FACTCHECK_CORPORA does not name a folder with the development sets; nothing was measured.",
            file=sys.stderr,
        )
        return 0
    known = {measure.file for measure in MEASURES}
    for name in sets:
        if name not in known:
            raise SystemExit(str(UnknownChoice("set", name, sorted(known))))
    costs = [] if sets else list(measure_costs())
    figures = []
    for measure in MEASURES:
        if not sets or measure.file in sets:
            for line in measure_figures(measure):
                print(json.dumps(line), flush=True)
                figures.append(line)
    for line in costs:
        print(json.dumps(line))
    order = [
        (measure.name, measure.file, measure.figure, method)
        for measure in MEASURES
        for method in measure.methods
    ]
    page = _text_page.replace_tables(PAGE.read_text(encoding="utf-8"), order, figures, costs)
    if not sets or "checkworthy_news" in sets:
        page = _text_calibration.replace_section(page, _text_calibration.build_section())
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
