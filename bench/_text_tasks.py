"""The rows of the text benchmark: which set, which figure of it, and the units it is made of.

Where the shipped weights were trained on a set, or on the same documents, its figure is cross-validated by
document. `DATA` is the folder that FACTCHECK_CORPORA names.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench import _text_metrics as metrics
from factcheck.text import check_worthiness
from factcheck.text.training import attribution as cues
from factcheck.text.training import check_worthiness as worth_training
from factcheck.text.training.evaluate import predict, predict_attributions_with

DATA = Path(os.environ.get("FACTCHECK_CORPORA", ""))
FOLDS = 5
Row = Mapping[str, Any]
Answers = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table. `units` gives a method's units; goals are shares of one, None where none was set."""

    name: str
    file: str
    figure: str
    metric: metrics.Metric
    units: Callable[[str], list[Any]]
    best: float | None
    goal: float | None
    methods: tuple[str, ...] = ("fast",)


@lru_cache(maxsize=2)
def rows(name: str) -> list[dict[str, Any]]:
    path = DATA / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.split(b"\n") if line.strip()]


def answers(task: str, name: str, method: str, **options: Any) -> Answers:
    return {line["id"]: line for line in predict(task, rows(name), method=method, **options)}


def sentences(method: str) -> list[Any]:
    found = answers("sentseg", "sentseg.jsonl", method)
    spans = [
        ({tuple(span) for span in row["sents"]}, {tuple(span) for span in found[row["id"]]["sents"]})
        for row in rows("sentseg.jsonl")
    ]
    return [(len(gold & said), len(said - gold), len(gold - said)) for gold, said in spans]


def scored(name: str, positive: Callable[[Row], bool]) -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        found = answers("checkworthy", name, method)
        return [(found[row["id"]]["score"], positive(row)) for row in rows(name)]

    return units


def trained_scores(method: str) -> list[Any]:
    """What the same method reaches when it may learn from this set; such weights are not shipped."""
    labelled = rows("checkworthy_ct24.jsonl")
    units = []
    for fold in range(FOLDS):
        rest = [row for place, row in enumerate(labelled) if place % FOLDS != fold]
        held = labelled[fold::FOLDS]
        found = {
            one["id"]: one["score"] for one in predict("checkworthy", held, method=method, labelled=rest)
        }
        units += [(found[row["id"]], bool(row["label"])) for row in held]
    return units


def debates(method: str) -> list[Any]:
    name = "checkworthy_debates_ct19.jsonl"
    found = answers("checkworthy", name, method)
    groups: dict[str, list[Any]] = {}
    for row in rows(name):
        groups.setdefault(row["doc"], []).append((found[row["id"]]["score"], bool(row["label"])))
    return list(groups.values())


def news(method: str) -> list[Any]:
    """Each article scored by weights that saw none of it."""
    graded, units = rows("checkworthy_news.jsonl"), []
    for article in sorted({row["doc"] for row in graded}):
        own = (f"wikinews-{article}-", f"GUM_news_{article}#")
        weights = worth_training.train(
            [row for row in worth_training.load_examples() if not row["id"].startswith(own)]
        )
        units += [
            (check_worthiness.score_sentence(row["text"], weights=weights).score, row["grade"] == 2)
            for row in graded
            if row["doc"] == article
        ]
    return units


def _document(row: Row) -> str:
    return str(row["id"]).split("#")[0]


def _cue_folds(method: str) -> Iterator[tuple[Any, set[str]]]:
    labelled = rows("attribution_gum.jsonl")
    documents = sorted({_document(row) for row in labelled})
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        yield cues.train([row for row in labelled if _document(row) not in held], method), held


def attributed(*genres: str) -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        counts = []
        for weights, held in _cue_folds(method):
            chosen = [
                row
                for row in rows("attribution_gum.jsonl")
                if _document(row) in held and (not genres or row["genre"] in genres)
            ]
            found = predict_attributions_with(chosen, method, weights)
            counts += [_found_units(row, one["attributions"]) for row, one in zip(chosen, found, strict=True)]
        return counts

    return units


def _found_units(row: Row, said: Sequence[Row]) -> tuple[int, int, int]:
    """A unit of GUM is found where source and cue touch its attributing stretch and the contents touch."""
    left = list(row["attr_edus"])
    right = 0
    for one in said:
        parts = [span for span in (one["source"], one["cue"]) if span]
        hull = (min(span[0] for span in parts), max(span[1] for span in parts))
        hit = next(
            (u for u in left if _touch(hull, u["attr"]) and _touch(one["content"], u["content_head"])), None
        )
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(said) - right, len(left)


def _touch(left: Sequence[int], right: Sequence[int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def news_contents(method: str) -> list[Any]:
    """Contents that agree at an intersection over union of 0.8; the weights saw none of these articles."""
    graded = rows("attribution_news.jsonl")
    held = {f"GUM_news_{row['doc']}" for row in graded}
    weights = cues.train([row for row in rows("attribution_gum.jsonl") if _document(row) not in held], method)
    counts = []
    for row, one in zip(graded, predict_attributions_with(graded, method, weights), strict=True):
        gold = [_hull(unit["content"]) for unit in row["attributions"]]
        said = [tuple(found["content"]) for found in one["attributions"]]
        right = metrics.best_pairs(
            [[n for n, other in enumerate(gold) if _overlap(span, other) >= 0.8] for span in said]
        )
        counts.append((right, len(said) - right, len(gold) - right))
    return counts


def _hull(spans: Any) -> tuple[int, int]:
    listed = [spans] if isinstance(spans[0], int) else spans
    return min(span[0] for span in listed), max(span[1] for span in listed)


def _overlap(left: Sequence[int], right: Sequence[int]) -> float:
    shared = max(0, min(left[1], right[1]) - max(left[0], right[0]))
    return shared / (max(left[1], right[1]) - min(left[0], right[0]))


def parts(method: str) -> list[Any]:
    found = answers("decomp", "decomp_propsegment.jsonl", method)
    return [_parts_of(row, found[row["id"]]["spans"]) for row in rows("decomp_propsegment.jsonl")]


def _parts_of(row: Row, spans: Sequence[Any]) -> tuple[float, float, int]:
    said = {
        frozenset(n for n, token in enumerate(row["tokens"]) if any(_touch(token, s) for s in part))
        for part in spans
    }
    said.discard(frozenset())
    gold = [frozenset(part) for part in row["gold"]]
    edges = [
        [n for n, one in enumerate(gold) if len(one & part) >= 0.8 * len(one | part)]
        for part in sorted(said, key=sorted)
    ]
    right = metrics.best_pairs(edges)
    return (right / len(said) if said else 0.0), right / len(gold), len(said)


def matched(part: str = "") -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        found = _matches(method)
        return [
            metrics.precision_of_ranking(found[row["id"]]["ranked"], set(row["relevant"]), depth=5)
            for row in rows("claim_match_queries.jsonl")
            if part in ("", row["part"])
        ]

    return units


@lru_cache(maxsize=2)
def _matches(method: str) -> Answers:
    return answers("match", "claim_match_queries.jsonl", method, docs=rows("claim_match_docs.jsonl.gz"))


def surely_matched(method: str) -> list[Any]:
    found = _matches(method)
    queries = rows("claim_match_queries.jsonl")
    return [(found[q["id"]]["score"], found[q["id"]]["ranked"][:1] == q["relevant"][:1]) for q in queries]


def passages(method: str) -> list[Any]:
    found = answers("evidence", "evidence_wice.jsonl", method)
    chosen = [row for row in rows("evidence_wice.jsonl") if row["relevant"]]
    return [metrics.precision_of_ranking(found[row["id"]]["ranked"], set(row["relevant"])) for row in chosen]


def answers_found(method: str) -> list[Any]:
    found = answers("evidence", "evidence_averitec.jsonl", method)
    shares = []
    for row in rows("evidence_averitec.jsonl"):
        gold = {f"{row['id']}/{n}" for n, one in enumerate(row["evidence"]) if one["type"] != "Unanswerable"}
        if gold:
            shares.append(len(gold & set(found[row["id"]]["ranked"][:10])) / len(gold))
    return shares
