"""How much a sentence is worth checking: a score in 0..1, why in words, and its kind.

The score is a share: of a hundred sentences of news that score 0.3, about thirty are such as a desk would check.
Two logistic regressions over hand features and hashed words, with our own small weights (`weights/worth.npz`, made
by `factcheck.text.training.check_worthiness`; see docs/model-card.md). Measured on English.
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
from factcheck.text.check_worthiness_reasons import format_reason
from factcheck.text.feature_hashing import BUCKETS, hash_text
from factcheck.text.features import COLUMN, FEATURE_NAMES, extract_features
from factcheck.text.sentence_kinds import classify_sentence

VERSION = "worth/2"
WEIGHTS = Path(__file__).parent / "weights" / "worth.npz"
WIDTH = len(FEATURE_NAMES) + BUCKETS
SIGNATURE = crc32("\n".join((*FEATURE_NAMES, str(BUCKETS))).encode())


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """`score`: 0..1, suggested from `SUGGESTED` on. `opinion`: 0..1, how much it reads as a judgement."""

    score: float
    reason: str
    kind: str
    opinion: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckWorthinessWeights:
    """One weight a column and the bias last, for each of the two questions."""

    worth: NDArray[np.float64]
    opinion: NDArray[np.float64]


def to_columns(text: str, marks: Mapping[str, float]) -> dict[int, float]:
    """The row of a sentence: its hand features first, its hashed words behind them."""
    row = {COLUMN[name]: value for name, value in marks.items()}
    row.update((len(FEATURE_NAMES) + bucket, value) for bucket, value in hash_text(text).items())
    return row


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> CheckWorthinessWeights:
    """Weights from an NPZ file. InvalidInput when they were made for other features than these."""
    with np.load(path, allow_pickle=False) as file:
        if int(file["signature"]) != SIGNATURE:
            raise InvalidInput(
                _("These weights were made for other features than this version computes. Train them anew."),
                code="stale_weights",
                where=path.name,
            )
        return CheckWorthinessWeights(file["worth"].astype(float), file["opinion"].astype(float))


def _probability(weights: NDArray[np.float64], row: Mapping[int, float]) -> float:
    total = weights[-1] + sum(weights[column] * value for column, value in row.items())
    return float(1 / (1 + math.exp(-max(-35.0, min(35.0, total)))))


def score_sentence(
    text: str, *, speaker: str = "", quoted: bool = False, weights: CheckWorthinessWeights | None = None
) -> CheckWorthiness:
    """Score one sentence. `speaker`: who is said to have said it; `quoted`: inside a longer quotation."""
    weights = weights or load_weights()
    marks = extract_features(text)
    row = to_columns(text, marks)
    worth, opinion = _probability(weights.worth, row), _probability(weights.opinion, row)
    shares = {name: float(weights.worth[COLUMN[name]]) * value for name, value in marks.items()}
    return CheckWorthiness(
        score=round(worth, 4),
        reason=format_reason(shares, worth=worth, speaker=speaker),
        kind=classify_sentence(text, marks, worth=worth, opinion=opinion, quoted=quoted),
        opinion=round(opinion, 4),
    )
