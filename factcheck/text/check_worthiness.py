"""Check-worthiness: how much a sentence deserves checking, and why.

The score is from 0 to 1 and calibrated on English news: of a hundred sentences that score 0.3, a desk would check
about thirty. Two logistic regressions over hand-written features and hashed words compute it; `weights/worth.npz`
contains their weights, which `factcheck.text.training.check_worthiness` makes (docs/model-card.md).
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
from factcheck.stored_messages import StoredMessage
from factcheck.text.check_worthiness_reasons import build_reason
from factcheck.text.feature_hashing import BUCKETS, hash_text
from factcheck.text.features import COLUMN, FEATURE_NAMES, extract_features
from factcheck.text.sentence_kinds import classify_sentence

VERSION = "worth/2"
WEIGHTS = Path(__file__).parent / "weights" / "worth.npz"
WIDTH = len(FEATURE_NAMES) + BUCKETS
# The weights are useless for other features than those they were trained on, even when the widths agree.
SIGNATURE = crc32("\n".join((*FEATURE_NAMES, str(BUCKETS))).encode())


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """The score of a sentence, with the reason for it and the sentence's kind.

    `score` and `opinion` are from 0 to 1. A claim is suggested from a score of `SUGGESTION_THRESHOLD`; `opinion` says
    how much the sentence reads like a judgement.
    """

    score: float
    reason: StoredMessage
    kind: str
    opinion: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckWorthinessWeights:
    """The weights of the two regressions: one per column, then the bias."""

    worth: NDArray[np.float64]
    opinion: NDArray[np.float64]


def to_columns(text: str, features: Mapping[str, float]) -> dict[int, float]:
    """Return the values of a sentence by column.

    Its hand-written features come first, then its hashed words.
    """
    row = {COLUMN[name]: value for name, value in features.items()}
    row.update((len(FEATURE_NAMES) + bucket, value) for bucket, value in hash_text(text).items())
    return row


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> CheckWorthinessWeights:
    """Load weights from an NPZ file.

    Raises InvalidInput if they were made for other features.
    """
    with np.load(path, allow_pickle=False) as file:
        if int(file["signature"]) != SIGNATURE:
            raise InvalidInput(
                _("These weights were made for other features than this version computes. Train them again."),
                code="stale_weights",
                where=path.name,
            )
        return CheckWorthinessWeights(file["worth"].astype(float), file["opinion"].astype(float))


def _probability(weights: NDArray[np.float64], row: Mapping[int, float]) -> float:
    # Beyond 35 the probability no longer changes in double precision, and exp() would overflow later.
    logit = weights[-1] + sum(weights[column] * value for column, value in row.items())
    return float(1 / (1 + math.exp(-max(-35.0, min(35.0, logit)))))


def score_sentence(
    text: str, *, speaker: str = "", quoted: bool = False, weights: CheckWorthinessWeights | None = None
) -> CheckWorthiness:
    """Score one sentence.

    `speaker` is the name that the sentence is attributed to. `quoted` is true inside a longer quotation.
    """
    weights = weights or load_weights()
    features = extract_features(text)
    row = to_columns(text, features)
    worth, opinion = _probability(weights.worth, row), _probability(weights.opinion, row)
    shares = {name: float(weights.worth[COLUMN[name]]) * value for name, value in features.items()}
    return CheckWorthiness(
        score=round(worth, 4),
        reason=build_reason(shares, worth=worth, speaker=speaker),
        kind=classify_sentence(text, features, worth=worth, opinion=opinion, quoted=quoted),
        opinion=round(opinion, 4),
    )
