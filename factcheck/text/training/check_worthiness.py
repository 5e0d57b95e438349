"""Training of `weights/worth.npz`.

Run as `python -m factcheck.text.training.check_worthiness`. Uses our labels in `data/labels.jsonl`, whose texts
`corpora` reads, and synthetic sentences in `data/written.jsonl`; data/README.md names the licences. `calibration`
scales the weights so that the score of news is a share. They are rounded to four places, so that the file is the same
to the byte on any machine.
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
# The labels that count as opinion. Greetings, captions and questions (label "none") are left out of that fit: they are
# neither judgements nor reports.
OPINION_LABELS = frozenset({"opinion", "prediction"})
# Chosen so that the macro-F1 on the development set of opinions is best at a threshold of one half.
OPINION_COST = 1.2
SYNTHETIC_LICENCE = "CC BY 4.0 (written for this project)"


def load_labels() -> list[dict[str, str]]:
    """Return the label of each sentence, with the sentence's id but without its text."""
    return _read_json_lines(LABELS)


def load_synthetic_sentences() -> list[dict[str, str]]:
    """Return the sentences that were written for training, with their labels."""
    return [
        {**row, "id": f"written-{number}", "license": SYNTHETIC_LICENCE}
        for number, row in enumerate(_read_json_lines(SYNTHETIC))
    ]


def _read_json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def load_examples() -> list[dict[str, str]]:
    """Return all labelled sentences with their texts and licences."""
    texts = load_sentences()
    return [*({**row, **texts[row["id"]]} for row in load_labels()), *load_synthetic_sentences()]


def to_rows(texts: Sequence[str]) -> Rows:
    """Return the sparse rows of these sentences."""
    return Rows.of([_columns(text) for text in texts], WIDTH)


# Cached because calibration and cross-validation use the same sentences several times.
@lru_cache(maxsize=4096)
def _columns(text: str) -> dict[int, float]:
    return to_columns(text, extract_features(text))


def fit_check_worthiness(
    rows: Rows, labels: Array, *, prior: float = 100.0, words: float = 4.0, cost: float = 1.0
) -> Array:
    """Fit the weights of check-worthiness.

    A sentence worth checking counts `cost` times, which moves the point of decision.
    """
    return fit(
        rows, labels, prior=_centre(WORTH, bias=-2.0), strength=_strength(prior, words), positive_weight=cost
    )


def fit_opinion(rows: Rows, labels: Array, *, prior: float = 300.0, words: float = 64.0) -> Array:
    """Fit the weights of opinion.

    `prior` and `words` are the strengths for features and hashed words.
    """
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
    """Train the weights of both regressions.

    The labels are worth, fact, opinion, prediction and none.
    """
    worth = calibrate(_fit_labels(examples), examples, refit=_fit_labels, to_rows=to_rows)
    statements = [example for example in examples if example["label"] != "none"]
    is_opinion = np.array([example["label"] in OPINION_LABELS for example in statements], float)
    opinion = fit_opinion(to_rows([example["text"] for example in statements]), is_opinion)
    return CheckWorthinessWeights(worth.round(4), opinion.round(4))


def _fit_labels(examples: Sequence[Example]) -> Array:
    is_worth = np.array([example["label"] == "worth" for example in examples], float)
    return fit_check_worthiness(to_rows([example["text"] for example in examples]), is_worth)


def train_on_labels(rows: Sequence[Mapping[str, Any]]) -> CheckWorthinessWeights:
    """Train on a set in which `label` is 1 for sentences worth checking.

    Opinion keeps the shipped weights. Such sets are large, so the prior counts little. For measurements, and for a
    desk's own labels.
    """
    labels = np.array([row["label"] for row in rows], float)
    texts = to_rows([row["text"] for row in rows])
    worth = fit_check_worthiness(texts, labels, prior=1.0, words=1.0, cost=1.6)
    return CheckWorthinessWeights(worth, load_weights().opinion)


def save_weights(weights: CheckWorthinessWeights, path: Path = WEIGHTS) -> None:
    """Write the weights with the signature of the features that they belong to."""
    with path.open("wb") as file:
        np.savez(
            file,
            worth=weights.worth.astype(np.float32),
            opinion=weights.opinion.astype(np.float32),
            signature=np.array(SIGNATURE, np.int64),
        )


if __name__ == "__main__":
    save_weights(train(load_examples()))
