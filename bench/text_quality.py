"""How good the claims from text are: every figure with its interval, the cost, and docs/quality.md written anew.

Needs the development sets in the folder that FACTCHECK_CORPORA names; says so and measures nothing without.
One JSON line a figure. With names of sets behind it, those alone are measured, and the page's other rows stay; so
do the rows of the semantic extra where that is not installed.
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
BOTH = ("fast", "parse")
MEANING = ("fast", "semantic")
MEASURES = (
    Measure("sentences", "sentseg", "F1 of exact spans", metrics.f1, tasks.sentences, 0.935, 0.95),
    Measure(
        "check-worthy, shipped weights",
        "checkworthy_ct24",
        "F1 of the positive class",
        metrics.f1_of_marked,
        tasks.scored("checkworthy_ct24.jsonl", lambda row: bool(row["label"])),
        0.685,
        0.72,
    ),
    Measure(
        "check-worthy, trained on the set (not shipped)",
        "checkworthy_ct24",
        "F1 of the positive class, 5 folds",
        metrics.f1_of_marked,
        tasks.trained_scores,
        0.685,
        0.72,
    ),
    Measure(
        "debates ranked",
        "checkworthy_debates_ct19",
        "MAP",
        metrics.mean_average_precision,
        tasks.debates,
        0.18,
        0.20,
    ),
    Measure(
        "news ranked",
        "checkworthy_news",
        "AP of grade 2, by article",
        metrics.average_precision,
        tasks.news,
        0.765,
        0.80,
    ),
    Measure(
        "opinion",
        "subjectivity_news",
        "macro F1",
        metrics.f1_of_both,
        tasks.scored("subjectivity_news.jsonl", lambda row: row["label"] == "OBJ"),
        0.65,
        0.70,
    ),
    Measure(
        "who said what, news",
        "attribution_news",
        "F1 of contents, IoU 0.8",
        metrics.f1,
        tasks.news_contents,
        0.83,
        0.88,
        BOTH,
    ),
    Measure(
        "who said what, all",
        "attribution_gum",
        "F1, 5 folds",
        metrics.f1,
        tasks.attributed(),
        0.63,
        0.72,
        BOTH,
    ),
    Measure(
        "who said what, GUM news",
        "attribution_gum",
        "F1, 5 folds",
        metrics.f1,
        tasks.attributed("news"),
        0.76,
        0.82,
        BOTH,
    ),
    Measure(
        "parts", "decomp_propsegment", "F1 at Jaccard 0.8", metrics.macro_f1, tasks.parts, 0.34, 0.42, BOTH
    ),
    Measure(
        "earlier checks, all",
        "claim_match_queries",
        "MAP@5",
        metrics.mean,
        tasks.matched(),
        0.911,
        0.945,
        MEANING,
    ),
    Measure(
        "earlier checks, dev part",
        "claim_match_queries",
        "MAP@5",
        metrics.mean,
        tasks.matched("dev"),
        0.911,
        0.945,
        MEANING,
    ),
    Measure(
        "match or not",
        "claim_match_queries",
        "recall at 95 % precision",
        metrics.recall_at_precision,
        tasks.surely_matched,
        0.59,
        0.70,
        MEANING,
    ),
    Measure("passages of a page", "evidence_wice", "MAP", metrics.mean, tasks.passages, 0.724, 0.76, MEANING),
    Measure(
        "answers of a file",
        "evidence_averitec",
        "recall at 10",
        metrics.mean,
        tasks.answers_found,
        0.854,
        0.88,
        MEANING,
    ),
)


def measured(measure: Measure) -> Iterator[dict[str, object]]:
    for method in measure.methods:
        if method == "semantic" and not embeddings.is_installed():
            continue
        units = measure.units(method)
        value, low, high = metrics.interval(units, measure.metric)
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


def costs() -> Iterator[dict[str, object]]:
    """Processor time of a 500-word article, the best of five once warm, and the memory of the process then."""
    words = normalise((ROOT / "seeds" / "china-us-ai.txt").read_text(encoding="utf-8")).split(" ")[:500]
    article = " ".join(words)
    for method in BOTH:
        split(article, method=method)
        spent = []
        for _ in range(5):
            begun = time.process_time()
            split(article, method=method)
            spent.append(time.process_time() - begun)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        scale = 500 / len(article.split())
        yield {
            "name": "text.cost",
            "method": method,
            "cpu_ms": round(1000 * min(spent) * scale, 1),
            "memory_mb": round(memory),
        }


def main(sets: list[str]) -> int:
    if not (tasks.DATA / "sentseg.jsonl").is_file():
        print(
            "FACTCHECK_CORPORA names no folder with the development sets; nothing was measured.",
            file=sys.stderr,
        )
        return 0
    known = {measure.file for measure in MEASURES}
    for name in sets:
        if name not in known:
            raise SystemExit(str(UnknownChoice("set", name, sorted(known))))
    spent = [] if sets else list(costs())
    figures = []
    for measure in MEASURES:
        if not sets or measure.file in sets:
            for line in measured(measure):
                print(json.dumps(line), flush=True)
                figures.append(line)
    for line in spent:
        print(json.dumps(line))
    order = [(one.name, one.file, one.figure, method) for one in MEASURES for method in one.methods]
    calibration = _text_calibration.section() if not sets or "checkworthy_news" in sets else ""
    page = _text_page.rewritten(PAGE.read_text(encoding="utf-8"), order, figures, spent)
    PAGE.write_text(_text_calibration.rewritten(page, calibration) if calibration else page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
