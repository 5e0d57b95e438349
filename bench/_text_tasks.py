"""The measures of the text benchmark, from the predictions for a set.

A measure computes one figure from units. If the shipped weights were trained on a set, or on the same documents, the
figure is cross-validated by document. `DATA` is the folder that FACTCHECK_CORPORA names.
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
Predictions = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table.

    `units` returns the units of a method. `best` (the previous best) and `goal` are from 0 to 1; None if there is none.
    """

    name: str
    file: str
    figure: str
    metric: metrics.Metric
    units: Callable[[str], list[Any]]
    best: float | None
    goal: float | None
    methods: tuple[str, ...] = ("fast",)


@lru_cache(maxsize=2)
def read_rows(name: str) -> list[dict[str, Any]]:
    """Read the rows of a JSON Lines file, which can be gzipped."""
    path = DATA / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.split(b"\n") if line.strip()]


def predict_by_id(task: str, name: str, method: str, **options: Any) -> Predictions:
    """Return the prediction for every row of a set by its id."""
    return {line["id"]: line for line in predict(task, read_rows(name), method=method, **options)}


def sentence_units(method: str) -> list[Any]:
    predictions = predict_by_id("sentseg", "sentseg.jsonl", method)
    spans = [
        ({tuple(span) for span in row["sents"]}, {tuple(span) for span in predictions[row["id"]]["sents"]})
        for row in read_rows("sentseg.jsonl")
    ]
    return [
        (len(gold & predicted), len(predicted - gold), len(gold - predicted)) for gold, predicted in spans
    ]


def score_units(name: str, positive: Callable[[Row], bool]) -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        predictions = predict_by_id("checkworthy", name, method)
        return [(predictions[row["id"]]["score"], positive(row)) for row in read_rows(name)]

    return units


def trained_score_units(method: str) -> list[Any]:
    """Return the scores of weights trained on this set, cross-validated.

    Such weights are not shipped.
    """
    labelled = read_rows("checkworthy_ct24.jsonl")
    units = []
    for fold in range(FOLDS):
        rest = [row for place, row in enumerate(labelled) if place % FOLDS != fold]
        held_out = labelled[fold::FOLDS]
        predictions = {
            prediction["id"]: prediction["score"]
            for prediction in predict("checkworthy", held_out, method=method, labelled=rest)
        }
        units += [(predictions[row["id"]], bool(row["label"])) for row in held_out]
    return units


def debate_units(method: str) -> list[Any]:
    name = "checkworthy_debates_ct19.jsonl"
    predictions = predict_by_id("checkworthy", name, method)
    groups: dict[str, list[Any]] = {}
    for row in read_rows(name):
        groups.setdefault(row["doc"], []).append((predictions[row["id"]]["score"], bool(row["label"])))
    return list(groups.values())


def news_units(method: str) -> list[Any]:
    """Return the scores of each article by weights that were trained without it."""
    graded, units = read_rows("checkworthy_news.jsonl"), []
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
    labelled = read_rows("attribution_gum.jsonl")
    documents = sorted({_document(row) for row in labelled})
    for fold in range(FOLDS):
        held_out = set(documents[fold::FOLDS])
        yield cues.train([row for row in labelled if _document(row) not in held_out], method), held_out


def attribution_units(*genres: str) -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        counts = []
        for weights, held_out in _cue_folds(method):
            selected = [
                row
                for row in read_rows("attribution_gum.jsonl")
                if _document(row) in held_out and (not genres or row["genre"] in genres)
            ]
            predictions = predict_attributions_with(selected, method, weights)
            counts += [
                _count_attributions(row, prediction["attributions"])
                for row, prediction in zip(selected, predictions, strict=True)
            ]
        return counts

    return units


def _count_attributions(row: Row, predicted: Sequence[Row]) -> tuple[int, int, int]:
    """Return (right, wrong, missed).

    A unit of GUM is found if source and cue intersect its attributing span and the contents intersect.
    """
    missed = list(row["attr_edus"])
    right = 0
    for prediction in predicted:
        parts = [span for span in (prediction["source"], prediction["cue"]) if span]
        hull = (min(span[0] for span in parts), max(span[1] for span in parts))
        hit = next(
            (
                u
                for u in missed
                if _intersect(hull, u["attr"]) and _intersect(prediction["content"], u["content_head"])
            ),
            None,
        )
        if hit is not None:
            missed.remove(hit)
            right += 1
    return right, len(predicted) - right, len(missed)


def _intersect(left: Sequence[int], right: Sequence[int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def news_content_units(method: str) -> list[Any]:
    """Return (right, wrong, missed) of each article.

    The weights were trained without these articles. A content is right if its intersection over union with a labelled
    one is at least 0.8.
    """
    graded = read_rows("attribution_news.jsonl")
    held_out = {f"GUM_news_{row['doc']}" for row in graded}
    weights = cues.train(
        [row for row in read_rows("attribution_gum.jsonl") if _document(row) not in held_out], method
    )
    counts = []
    for row, prediction in zip(graded, predict_attributions_with(graded, method, weights), strict=True):
        gold = [_hull(unit["content"]) for unit in row["attributions"]]
        predicted = [tuple(attribution["content"]) for attribution in prediction["attributions"]]
        right = metrics.count_matching(
            [
                [n for n, expected in enumerate(gold) if _intersection_over_union(span, expected) >= 0.8]
                for span in predicted
            ]
        )
        counts.append((right, len(predicted) - right, len(gold) - right))
    return counts


def _hull(spans: Any) -> tuple[int, int]:
    listed = [spans] if isinstance(spans[0], int) else spans
    return min(span[0] for span in listed), max(span[1] for span in listed)


def _intersection_over_union(left: Sequence[int], right: Sequence[int]) -> float:
    shared = max(0, min(left[1], right[1]) - max(left[0], right[0]))
    return shared / (max(left[1], right[1]) - min(left[0], right[0]))


def part_units(method: str) -> list[Any]:
    predictions = predict_by_id("decomp", "decomp_propsegment.jsonl", method)
    return [
        _score_parts(row, predictions[row["id"]]["spans"]) for row in read_rows("decomp_propsegment.jsonl")
    ]


def _score_parts(row: Row, spans: Sequence[Any]) -> tuple[float, float, int]:
    predicted = {
        frozenset(n for n, token in enumerate(row["tokens"]) if any(_intersect(token, s) for s in part))
        for part in spans
    }
    predicted.discard(frozenset())
    gold = [frozenset(part) for part in row["gold"]]
    edges = [
        [n for n, gold_part in enumerate(gold) if len(gold_part & part) >= 0.8 * len(gold_part | part)]
        for part in sorted(predicted, key=sorted)
    ]
    right = metrics.count_matching(edges)
    return (right / len(predicted) if predicted else 0.0), right / len(gold), len(predicted)


def match_units(part: str = "") -> Callable[[str], list[Any]]:
    def units(method: str) -> list[Any]:
        predictions = _matches(method)
        return [
            metrics.precision_of_ranking(predictions[row["id"]]["ranked"], set(row["relevant"]), depth=5)
            for row in read_rows("claim_match_queries.jsonl")
            if part in ("", row["part"])
        ]

    return units


@lru_cache(maxsize=2)
def _matches(method: str) -> Predictions:
    return predict_by_id(
        "match", "claim_match_queries.jsonl", method, docs=read_rows("claim_match_docs.jsonl.gz")
    )


def match_decision_units(method: str) -> list[Any]:
    predictions = _matches(method)
    queries = read_rows("claim_match_queries.jsonl")
    return [
        (predictions[q["id"]]["score"], predictions[q["id"]]["ranked"][:1] == q["relevant"][:1])
        for q in queries
    ]


def passage_units(method: str) -> list[Any]:
    predictions = predict_by_id("evidence", "evidence_wice.jsonl", method)
    selected = [row for row in read_rows("evidence_wice.jsonl") if row["relevant"]]
    return [
        metrics.precision_of_ranking(predictions[row["id"]]["ranked"], set(row["relevant"]))
        for row in selected
    ]


def answer_units(method: str) -> list[Any]:
    predictions = predict_by_id("evidence", "evidence_averitec.jsonl", method)
    shares = []
    for row in read_rows("evidence_averitec.jsonl"):
        gold = {
            f"{row['id']}/{n}" for n, answer in enumerate(row["evidence"]) if answer["type"] != "Unanswerable"
        }
        if gold:
            shares.append(len(gold & set(predictions[row["id"]]["ranked"][:10])) / len(gold))
    return shares
