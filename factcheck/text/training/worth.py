"""Trains `weights/worth.npz`: `python -m factcheck.text.training.worth`.

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

from factcheck.text.features import NAMES, features
from factcheck.text.training.calibration import Example, calibrated
from factcheck.text.training.corpora import sentences
from factcheck.text.training.logistic import Array, Rows, fit
from factcheck.text.training.priors import OPINION, WORTH
from factcheck.text.worth import SIGNATURE, WEIGHTS, WIDTH, Weights, columns_of, load

DATA = Path(__file__).parent / "data"
LABELS, WRITTEN = DATA / "labels.jsonl", DATA / "written.jsonl"
# A sentence set in judgement; greetings, captions and questions are neither judgements nor reports.
JUDGING = frozenset({"opinion", "prediction"})
# Chosen where the macro-F1 of the development set of opinions is best at one half.
JUDGEMENT_COUNTS = 1.2
WRITTEN_LICENCE = "CC BY 4.0 (written for this project)"


def labels() -> list[dict[str, str]]:
    """Which label a sentence got, by the sentence's id."""
    return _lines(LABELS)


def written() -> list[dict[str, str]]:
    """The sentences that were written for training, with their labels."""
    return [
        {**row, "id": f"written-{number}", "license": WRITTEN_LICENCE}
        for number, row in enumerate(_lines(WRITTEN))
    ]


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read() -> list[dict[str, str]]:
    """The labels with their texts and licences."""
    texts = sentences()
    return [*({**row, **texts[row["id"]]} for row in labels()), *written()]


def rows_of(texts: Sequence[str]) -> Rows:
    return Rows.of([_columns(text) for text in texts], WIDTH)


# Calibration and cross-validation come back to the same sentences.
@lru_cache(maxsize=4096)
def _columns(text: str) -> dict[int, float]:
    return columns_of(text, features(text))


def fit_worth(
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
        positive_weight=JUDGEMENT_COUNTS,
    )


def _centre(prior: Mapping[str, float], *, bias: float) -> Array:
    return np.array([*(prior.get(name, 0.0) for name in NAMES), *[0.0] * (WIDTH - len(NAMES)), bias])


def _strength(prior: float, words: float) -> Array:
    strength = np.full(WIDTH + 1, words)
    strength[: len(NAMES)] = prior
    strength[-1] = 0.001
    return strength


def train(examples: Sequence[Example]) -> Weights:
    """Weights for both questions from labelled sentences: worth, fact, opinion, prediction or none."""
    worth = calibrated(_worth_of(examples), examples, again=_worth_of, rows=rows_of)
    telling = [example for example in examples if example["label"] != "none"]
    judging = np.array([example["label"] in JUDGING for example in telling], float)
    opinion = fit_opinion(rows_of([example["text"] for example in telling]), judging)
    return Weights(worth.round(4), opinion.round(4))


def _worth_of(examples: Sequence[Example]) -> Array:
    marks = np.array([example["label"] == "worth" for example in examples], float)
    return fit_worth(rows_of([example["text"] for example in examples]), marks)


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
