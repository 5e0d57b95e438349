"""Trains `weights/worth.npz`: `python -m factcheck.text.training.worth`.

From our labels in `data/labels.jsonl` and the texts that they are of (`corpora`; licences in data/README.md).
Rounded to four places, so that the file comes out the same to the byte on any machine.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.text.features import NAMES, features
from factcheck.text.training.corpora import sentences
from factcheck.text.training.logistic import Array, Rows, fit
from factcheck.text.training.priors import OPINION, WORTH
from factcheck.text.worth import SIGNATURE, WEIGHTS, WIDTH, Weights, columns_of, load

LABELS = Path(__file__).parent / "data" / "labels.jsonl"
# A missed claim costs a desk more than an idle suggestion: this moves the point of decision.
MISSED_CLAIM_COSTS = 4.0
NOT_OBJECTIVE = frozenset({"opinion", "prediction", "none"})


def labels() -> list[dict[str, str]]:
    """Which label a sentence got, by the sentence's id."""
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def read() -> list[dict[str, str]]:
    """The labels with their texts and licences."""
    texts = sentences()
    return [{**row, **texts[row["id"]]} for row in labels()]


def rows_of(texts: Sequence[str]) -> Rows:
    return Rows.of([columns_of(text, features(text)) for text in texts], WIDTH)


def fit_worth(
    rows: Rows, labels: Array, *, prior: float = 30.0, words: float = 4.0, cost: float = MISSED_CLAIM_COSTS
) -> Array:
    return fit(
        rows, labels, prior=_centre(WORTH, bias=-2.0), strength=_strength(prior, words), positive_weight=cost
    )


def fit_opinion(rows: Rows, labels: Array, *, prior: float = 100.0, words: float = 3.0) -> Array:
    return fit(rows, labels, prior=_centre(OPINION, bias=0.0), strength=_strength(prior, words))


def _centre(prior: Mapping[str, float], *, bias: float) -> Array:
    return np.array([*(prior.get(name, 0.0) for name in NAMES), *[0.0] * (WIDTH - len(NAMES)), bias])


def _strength(prior: float, words: float) -> Array:
    strength = np.full(WIDTH + 1, words)
    strength[: len(NAMES)] = prior
    strength[-1] = 0.001
    return strength


def train(examples: Sequence[Mapping[str, str]]) -> Weights:
    """Weights for both questions from labelled sentences: worth, fact, opinion, prediction or none."""
    rows = rows_of([example["text"] for example in examples])
    given = [example["label"] for example in examples]
    worth = np.array([label == "worth" for label in given], float)
    opinion = np.array([label in NOT_OBJECTIVE for label in given], float)
    return Weights(fit_worth(rows, worth).round(4), fit_opinion(rows, opinion).round(4))


def train_on_marks(rows: Sequence[Mapping[str, Any]]) -> Weights:
    """Weights for a set that marks sentences worth checking with `label` 1: many labels, so the prior counts little.

    The question of opinion keeps the shipped weights. For measuring, and for a desk's own labels.
    """
    given = np.array([row["label"] for row in rows], float)
    worth = fit_worth(rows_of([row["text"] for row in rows]), given, prior=1.0, words=1.0, cost=1.6)
    return Weights(worth, load().opinion)


def write(weights: Weights, path: Path = WEIGHTS) -> None:
    with path.open("wb") as file:
        np.savez(
            file,
            worth=weights.worth.astype(np.float32),
            opinion=weights.opinion.astype(np.float32),
            signature=np.array(SIGNATURE, np.int64),
        )


if __name__ == "__main__":
    write(train(read()))
