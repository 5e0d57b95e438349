"""Words and word pairs as hashed columns: a vocabulary that needs no file (the hashing trick).

Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009, without the signs.
"""

import math
import re
from collections import Counter
from itertools import pairwise
from zlib import crc32

BUCKETS = 1 << 12
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W_]+")


def tokenize(text: str) -> list[str]:
    """Lower-case words and numbers; every digit becomes 0, so that 1998 and 2004 share a column."""
    return _TOKEN.findall(_DIGIT.sub("0", text.lower()))


def hash_text(text: str, buckets: int = BUCKETS) -> dict[int, float]:
    """Column to value: 1 + ln(count) of each word and pair of words, of length 1 (L2)."""
    words = tokenize(text)
    pairs = (f"{left} {right}" for left, right in pairwise(words))
    counts = Counter(crc32(gram.encode()) % buckets for gram in (*words, *pairs))
    values = {column: 1 + math.log(count) for column, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {column: value / norm for column, value in values.items()}
