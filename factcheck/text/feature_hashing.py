"""Feature hashing: words and word pairs as numbered columns.

No vocabulary is stored. Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009, without
the signs.
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
    """Return the words and numbers in lower case.

    Every digit becomes 0, so that 1998 and 2004 share a column.
    """
    return _TOKEN.findall(_DIGIT.sub("0", text.lower()))


def hash_text(text: str, buckets: int = BUCKETS) -> dict[int, float]:
    """Return the value of each column, scaled to an L2 norm of 1.

    Before that, a value is 1 + ln(count) of a word or word pair.
    """
    words = tokenize(text)
    pairs = (f"{left} {right}" for left, right in pairwise(words))
    counts = Counter(crc32(gram.encode()) % buckets for gram in (*words, *pairs))
    values = {column: 1 + math.log(count) for column, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {column: value / norm for column, value in values.items()}
