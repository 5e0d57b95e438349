"""Trains `weights/worth.npz`: `python -m factcheck.text.training.check_worthiness`.

From our labels in `data/labels.jsonl` with the texts that they are of (`corpora`), and from sentences of our own in
`data/written.jsonl`; licences in data/README.md. `calibration` makes the score of news a share.
Rounded to four places, so that the file comes out the same to the byte on any machine.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.text.check_worthiness import (
    SIGNATURE,
    WEIGHTS,
    WIDTH,
    CheckWorthinessWeights,
    load_weights,
    to_columns,
)
from factcheck.text.features import FEATURE_NAMES, extract_features
from factcheck.text.training.calibration import Example, calibrate
from factcheck.text.training.corpora import load_sentences
from factcheck.text.training.logistic import Array, Rows, fit
from factcheck.text.training.priors import OPINION, WORTH

DATA = Path(__file__).parent / "data"
LABELS, SYNTHETIC = DATA / "labels.jsonl", DATA / "written.jsonl"
# A sentence set in judgement; greetings, captions and questions are neither judgements nor reports.
OPINION_LABELS = frozenset({"opinion", "prediction"})
# Chosen where the macro-F1 of the development set of opinions is best at one half.
OPINION_COST = 1.2
SYNTHETIC_LICENCE = "CC BY 4.0 (written for this project)"


def load_labels() -> list[dict[str, str]]:
    """Which label a sentence got, by the sentence's id."""
    return _read_json_lines(LABELS)


def load_synthetic_sentences() -> list[dict[str, str]]:
    """The sentences that were written for training, with their labels."""
    return [
        {**row, "id": f"written-{number}", "license": SYNTHETIC_LICENCE}
        for number, row in enumerate(_read_json_lines(SYNTHETIC))
    ]


def _read_json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def load_examples() -> list[dict[str, str]]:
    """The labels with their texts and licences."""
    texts = load_sentences()
    return [*({**row, **texts[row["id"]]} for row in load_labels()), *load_synthetic_sentences()]


def to_rows(texts: Sequence[str]) -> Rows:
    return Rows.of([_columns(text) for text in texts], WIDTH)


# Calibration and cross-validation come back to the same sentences.
@lru_cache(maxsize=4096)
def _columns(text: str) -> dict[int, float]:
    return to_columns(text, extract_features(text))


def fit_check_worthiness(
    rows: Rows, labels: Array, *, prior: float = 100.0, words: float = 4.0, cost: float = 1.0
) -> Array:
    """`cost`: how many times a sentence worth checking counts, which moves the point of decision."""
    return fit(
        rows, labels, prior=_centre(WORTH, bias=-2.0), strength=_strength(prior, words), positive_weight=cost
    )


def fit_opinion(rows: Rows, labels: Array, *, prior: float = 300.0, words: float = 64.0) -> Array:
    return fit(
        rows,
        labels,
        prior=_centre(OPINION, bias=0.0),
        strength=_strength(prior, words),
        positive_weight=OPINION_COST,
    )


def _centre(prior: Mapping[str, float], *, bias: float) -> Array:
    return np.array(
        [*(prior.get(name, 0.0) for name in FEATURE_NAMES), *[0.0] * (WIDTH - len(FEATURE_NAMES)), bias]
    )


def _strength(prior: float, words: float) -> Array:
    strength = np.full(WIDTH + 1, words)
    strength[: len(FEATURE_NAMES)] = prior
    strength[-1] = 0.001
    return strength


def train(examples: Sequence[Example]) -> CheckWorthinessWeights:
    """Weights for both questions from labelled sentences: worth, fact, opinion, prediction or none."""
    worth = calibrate(_fit_labels(examples), examples, again=_fit_labels, rows=to_rows)
    telling = [example for example in examples if example["label"] != "none"]
    judging = np.array([example["label"] in OPINION_LABELS for example in telling], float)
    opinion = fit_opinion(to_rows([example["text"] for example in telling]), judging)
    return CheckWorthinessWeights(worth.round(4), opinion.round(4))


def _fit_labels(examples: Sequence[Example]) -> Array:
    marks = np.array([example["label"] == "worth" for example in examples], float)
    return fit_check_worthiness(to_rows([example["text"] for example in examples]), marks)


def train_on_labels(rows: Sequence[Mapping[str, Any]]) -> CheckWorthinessWeights:
    """Weights for a set that marks sentences worth checking with `label` 1: many labels, so the prior counts little.

    The question of opinion keeps the shipped weights. For measuring, and for a desk's own labels.
    """
    given = np.array([row["label"] for row in rows], float)
    worth = fit_check_worthiness(
        to_rows([row["text"] for row in rows]), given, prior=1.0, words=1.0, cost=1.6
    )
    return CheckWorthinessWeights(worth, load_weights().opinion)


def save_weights(weights: CheckWorthinessWeights, path: Path = WEIGHTS) -> None:
    with path.open("wb") as file:
        np.savez(
            file,
            worth=weights.worth.astype(np.float32),
            opinion=weights.opinion.astype(np.float32),
            signature=np.array(SIGNATURE, np.int64),
        )


if __name__ == "__main__":
    save_weights(train(load_examples()))
