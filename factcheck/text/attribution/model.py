"""The model of cues: a logistic regression.

It says whether a word introduces something said, thought or shown. Trained on human labels:
`factcheck.text.training.attribution` makes `weights/attribution.npz`, with one set of weights for `rules` and one for
`parser`. Features are names, hashed to columns.
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
    """Return the column of a feature."""
    return crc32(name.encode()) % BUCKETS


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> dict[str, NDArray[np.float64]]:
    """Load the weights of each method: one per column, then the bias."""
    with np.load(path, allow_pickle=False) as file:
        return {method: file[method].astype(float) for method in METHODS}


def compute_probability(names: Iterable[str], weights: NDArray[np.float64]) -> float:
    """Return the probability that a candidate with these features is a cue."""
    total = weights[-1] + sum(weights[hash_column(name)] for name in set(names))
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, float(total)))))
