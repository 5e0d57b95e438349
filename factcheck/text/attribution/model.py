"""Does this word introduce what somebody says, thinks or shows? A small logistic regression answers.

Trained on people's labels (`weights/attribution.npz`, made by `factcheck.text.training.attribution`): one set
of weights for what the characters show, one for what a parse shows. Features are names, hashed to columns.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 12
WEIGHTS = Path(__file__).parent.parent / "weights" / "attribution.npz"
METHODS = ("fast", "parse")
CUE_THRESHOLD = 0.5


def hash_column(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> dict[str, NDArray[np.float64]]:
    """One weight a column and the bias last, for each method."""
    with np.load(path, allow_pickle=False) as file:
        return {method: file[method].astype(float) for method in METHODS}


def compute_probability(names: Iterable[str], weights: NDArray[np.float64]) -> float:
    """How likely a candidate with these features is a cue, 0..1."""
    total = weights[-1] + sum(weights[hash_column(name)] for name in set(names))
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, float(total)))))
