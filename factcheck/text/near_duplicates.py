"""Near-duplicate texts, such as the claims of one article that say the same.

The time grows in proportion to the texts: a text is compared with a bounded number of others, which share its rarest
four-grams. Bayardo et al., "Scaling Up All Pairs Similarity Search", WWW 2007, show that no pair is missed so; only
four-grams that more than MAX_POSTINGS texts share are searched less than completely.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from factcheck.text.similarity_tokens import GRAM_BUCKETS, hash_grams

# Set by hand on the development sets (docs/model-card.md), together with the number of columns that are compared.
DUPLICATE_SIMILARITY, DUPLICATE_BUCKETS = 0.6, 1 << 12
# How many texts are remembered for a four-gram, the latest ones, and how many a text is compared with.
MAX_POSTINGS, MAX_CANDIDATES = 64, 64
# How much four-grams that share a column can add to a cosine. The search for candidates uses all GRAM_BUCKETS columns,
# because a column that many texts share finds few duplicates.
_COLLISIONS = 0.1
Vector = tuple[NDArray[np.int64], NDArray[np.float64]]


def find_near_duplicates(
    texts: Sequence[str], *, threshold: float = DUPLICATE_SIMILARITY
) -> tuple[tuple[int, ...], ...]:
    """Return groups of two or more positions with near-duplicate texts, each in order.

    Two texts are near-duplicates if the cosine of their four-grams is at least `threshold`. A group is a connected
    component of such pairs.
    """
    grams = [_to_unit_vector(*hash_grams(text)) for text in texts]
    parents = list(range(len(texts)))
    distinct = _join_equal(grams, parents)
    folded = {position: _to_unit_vector(*_fold(*grams[position])) for position in distinct}
    postings: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=MAX_POSTINGS))
    row = np.zeros(DUPLICATE_BUCKETS)
    rarest_columns = _iter_rarest([grams[position] for position in distinct], threshold - _COLLISIONS)
    for position, rarest in zip(distinct, rarest_columns, strict=True):
        columns, values = folded[position]
        row[columns] = values
        for other in _choose_candidates(postings, rarest):
            if row[folded[other][0]] @ folded[other][1] >= threshold:
                _join(parents, other, position)
        row[columns] = 0
        for column in rarest:
            postings[column].append(position)
    return _list_groups(parents)


def _to_unit_vector(columns: NDArray[np.int64], values: NDArray[np.float64]) -> Vector:
    return columns, values / (np.linalg.norm(values) or 1.0)


def _fold(columns: NDArray[np.int64], values: NDArray[np.float64]) -> Vector:
    row = np.bincount(columns % DUPLICATE_BUCKETS, values, DUPLICATE_BUCKETS)
    used = np.flatnonzero(row)
    return used.astype(np.int64), row[used].astype(np.float64)


def _join_equal(vectors: Sequence[Vector], parents: list[int]) -> list[int]:
    """Join the positions of equal vectors; return the first of each. Texts without four-grams are left out."""
    first: dict[tuple[bytes, bytes], int] = {}
    for position, (columns, values) in enumerate(vectors):
        if len(columns):
            parents[position] = first.setdefault((columns.tobytes(), values.tobytes()), position)
    return list(first.values())


def _iter_rarest(vectors: Sequence[Vector], threshold: float) -> Iterator[list[int]]:
    """Yield the columns of each vector, of which similar vectors have at least one in common.

    These are its rarest columns. The others are too light: what they alone can add to a cosine is less than the
    threshold. A column that no other vector has is left out.
    """
    frequency = np.zeros(GRAM_BUCKETS, dtype=np.int64)
    for columns, _ in vectors:
        frequency[columns] += 1
    for columns, values in vectors:
        order = np.lexsort((columns, frequency[columns]))
        rest = np.cumsum(values[order][::-1] ** 2)[::-1]
        rarest = columns[order][rest >= max(threshold, 0) ** 2]
        yield rarest[frequency[rarest] > 1].tolist()


def _choose_candidates(postings: Mapping[int, Sequence[int]], rarest: Iterable[int]) -> list[int]:
    """Return the earlier positions that have the most of these columns."""
    shared = Counter(chain.from_iterable(postings[column] for column in rarest))
    return [position for position, _ in shared.most_common(MAX_CANDIDATES)]


def _join(parents: list[int], left: int, right: int) -> None:
    left, right = sorted((_find_root(parents, left), _find_root(parents, right)))
    parents[right] = left


def _find_root(parents: list[int], position: int) -> int:
    while parents[position] != position:
        parents[position] = parents[parents[position]]
        position = parents[position]
    return position


def _list_groups(parents: list[int]) -> tuple[tuple[int, ...], ...]:
    groups: dict[int, list[int]] = {}
    for position in range(len(parents)):
        groups.setdefault(_find_root(parents, position), []).append(position)
    return tuple(tuple(positions) for positions in groups.values() if len(positions) > 1)
