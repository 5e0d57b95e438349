"""How much a sentence is worth checking: a score in 0..1, why in words, and its kind.

The score is a share: of a hundred sentences of news that score 0.3, about thirty are such as a desk would check.
Two logistic regressions over hand features and hashed words, with our own small weights (`weights/worth.npz`, made
by `factcheck.text.training.worth`; see docs/model-card.md). Measured on English.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _
from factcheck.text.features import COLUMN, NAMES, features
from factcheck.text.hashing import BUCKETS, hashed
from factcheck.text.kinds import SUGGESTED as SUGGESTED
from factcheck.text.kinds import kind_of
from factcheck.text.worth_reasons import reason_for

VERSION = "worth/2"
WEIGHTS = Path(__file__).parent / "weights" / "worth.npz"
WIDTH = len(NAMES) + BUCKETS
SIGNATURE = crc32("\n".join((*NAMES, str(BUCKETS))).encode())


@dataclass(frozen=True, slots=True)
class Worth:
    """`score`: 0..1, suggested from `SUGGESTED` on. `opinion`: 0..1, how much it reads as a judgement."""

    score: float
    reason: str
    kind: str
    opinion: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a column and the bias last, for each of the two questions."""

    worth: NDArray[np.float64]
    opinion: NDArray[np.float64]


def columns_of(text: str, marks: Mapping[str, float]) -> dict[int, float]:
    """The row of a sentence: its hand features first, its hashed words behind them."""
    row = {COLUMN[name]: value for name, value in marks.items()}
    row.update((len(NAMES) + bucket, value) for bucket, value in hashed(text).items())
    return row


@lru_cache(maxsize=4)
def load(path: Path = WEIGHTS) -> Weights:
    """Weights from an NPZ file. InvalidInput when they were made for other features than these."""
    with np.load(path, allow_pickle=False) as file:
        if int(file["signature"]) != SIGNATURE:
            raise InvalidInput(
                _("These weights were made for other features than this version computes. Train them anew."),
                code="stale_weights",
                where=path.name,
            )
        return Weights(file["worth"].astype(float), file["opinion"].astype(float))


def _probability(weights: NDArray[np.float64], row: Mapping[int, float]) -> float:
    total = weights[-1] + sum(weights[column] * value for column, value in row.items())
    return float(1 / (1 + math.exp(-max(-35.0, min(35.0, total)))))


def score(text: str, *, speaker: str = "", quoted: bool = False, weights: Weights | None = None) -> Worth:
    """Score one sentence. `speaker`: who is said to have said it; `quoted`: inside a longer quotation."""
    weights = weights or load()
    marks = features(text)
    row = columns_of(text, marks)
    worth, opinion = _probability(weights.worth, row), _probability(weights.opinion, row)
    shares = {name: float(weights.worth[COLUMN[name]]) * value for name, value in marks.items()}
    return Worth(
        score=round(worth, 4),
        reason=reason_for(shares, worth=worth, speaker=speaker),
        kind=kind_of(text, marks, worth=worth, opinion=opinion, quoted=quoted),
        opinion=round(opinion, 4),
    )
