"""Which of many short texts say the same: earlier checks for a claim, near-duplicates in an article.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) over stemmed words finds
candidates, character four-grams order them, and nearness in meaning the best of them anew where there is an encoder
(`semantic`). In memory. Its answers are suggestions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import GRAM_BUCKETS, extract_stems, hash_grams

LEXICAL_METHOD = "lexical/1"
K1, B = 1.2, 0.4
GRAM_WEIGHT = 1.0
MAX_CANDIDATES = 100
# How many of the candidates are read for their meaning, and how much that weighs beside words and four-grams.
MAX_EMBEDDED, MEANING_WEIGHT = 50, 3.0
DUPLICATE_SIMILARITY = 0.6
# Enough columns to tell the sentences of one article apart.
DUPLICATE_BUCKETS = 1 << 12


@dataclass(frozen=True, slots=True)
class SimilarityMatch:
    """`position`: which text of the index; `score`: for the order; `likeness`: 0..1, comparable across queries.

    `sureness`: 0..1, comparable across queries too: half of it the likeness, half the lead over the next best. What
    stands far out of the rest is more often right than what is alike but in company.
    """

    position: int
    score: float
    likeness: float
    sureness: float


@dataclass(frozen=True, slots=True, eq=False)
class SimilarityIndex:
    """Texts ready to be searched; made by `build`. Term t has `starts[t] : starts[t + 1]` of `texts` and `gains`.

    How rare a word or a four-gram is, is weighed when it is searched for: in all indexes that are searched together.
    """

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    gains: NDArray[np.float32]
    with_gram: NDArray[np.int32]
    originals: tuple[str, ...]

    def search(
        self, query: str, *, limit: int = 5, encoder: Encoder | None = None
    ) -> tuple[SimilarityMatch, ...]:
        """The best matches, best first; none for texts that share no word with the query."""
        return search_indexes([self], query, limit=limit, encoder=encoder)

    def found(self, term: str) -> slice:
        """Where the texts with a stem stand in `texts`."""
        number = self.vocabulary.get(term)
        return slice(0) if number is None else slice(self.starts[number], self.starts[number + 1])


def get_method_name(encoder: Encoder | None) -> str:
    """The name of the method that ran: by words alone, or by meaning too."""
    return f"lexical+{encoder.name}" if encoder else LEXICAL_METHOD


def search_indexes(
    indexes: Sequence[SimilarityIndex], query: str, *, limit: int = 5, encoder: Encoder | None = None
) -> tuple[SimilarityMatch, ...]:
    """The best matches in several indexes taken as one, whose positions count on from one index to the next."""
    scores = _bm25(indexes, query)
    count = min(MAX_CANDIDATES, int(np.count_nonzero(scores)))
    if not count:
        return ()
    best = np.argpartition(-scores, count - 1)[:count]
    texts = _texts_at(indexes, best)
    likeness = _gram_similarities(indexes, query, texts)
    total = scores[best] / scores[best].max() + GRAM_WEIGHT * likeness / (likeness.max() or 1.0)
    if encoder:
        near = _semantic_similarities(query, best, texts, total, encoder)
        total, likeness = total + MEANING_WEIGHT * near, (likeness + near) / 2
    order = np.lexsort((best, -total))
    lead = 1 - total[order[1]] / total[order[0]] if count > 1 else 1.0
    return tuple(
        SimilarityMatch(
            int(best[i]),
            round(float(total[i]), 4),
            round(float(likeness[i]), 4),
            round(float(likeness[i] + (0 if place else lead)) / 2, 4),
        )
        for place, i in enumerate(order[:limit])
    )


def _bm25(indexes: Sequence[SimilarityIndex], query: str) -> NDArray[np.float64]:
    scores = [np.zeros(len(index.originals)) for index in indexes]
    total = sum(map(len, scores))
    for term in sorted(set(extract_stems(query))):
        found = [index.found(term) for index in indexes]
        frequency = sum(place.stop - (place.start or 0) for place in found)
        rarity = np.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        for index, row, place in zip(indexes, scores, found, strict=True):
            row[index.texts[place]] += rarity * index.gains[place]
    return np.concatenate(scores)


def _texts_at(indexes: Sequence[SimilarityIndex], positions: NDArray[np.int64]) -> list[str]:
    ends = np.cumsum([len(index.originals) for index in indexes])
    lots = np.searchsorted(ends, positions, side="right")
    return [
        indexes[lot].originals[position - ends[lot]] for lot, position in zip(lots, positions, strict=True)
    ]


def _gram_similarities(
    indexes: Sequence[SimilarityIndex], query: str, texts: Sequence[str]
) -> NDArray[np.float64]:
    """The cosine of weighted four-grams between the query and each of these texts."""
    total = sum(len(index.originals) for index in indexes)

    def weighted(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        columns, counts = hash_grams(text)
        frequency = sum((index.with_gram[columns] for index in indexes), np.zeros(len(columns)))
        return columns, counts * (np.log((1 + total) / (1 + frequency)) + 1)

    columns, values = weighted(query)
    wanted = np.zeros(GRAM_BUCKETS)
    wanted[columns] = values
    return np.array([_cosine(wanted, *weighted(text)) for text in texts]) / (np.linalg.norm(wanted) or 1.0)


def _cosine(wanted: NDArray[np.float64], columns: NDArray[np.int64], values: NDArray[np.float64]) -> float:
    return float(wanted[columns] @ values / (np.linalg.norm(values) or 1.0))


def _semantic_similarities(
    query: str,
    positions: NDArray[np.int64],
    texts: Sequence[str],
    total: NDArray[np.float64],
    encoder: Encoder,
) -> NDArray[np.float64]:
    """In meaning, of the best candidates; the others, which stay behind them, are not read and get none."""
    read = np.lexsort((positions, -total))[:MAX_EMBEDDED]
    near = np.zeros(len(texts))
    near[read] = encoder.nearness(query, (texts[i] for i in read))
    return near


def build_index(texts: Sequence[str]) -> SimilarityIndex:
    """An index of these texts; position k answers for texts[k]. About 0.06 ms a text."""
    vocabulary: dict[str, int] = {}
    numbers = [
        [vocabulary.setdefault(term, len(vocabulary)) for term in extract_stems(text)] for text in texts
    ]
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(row) for row in numbers])
    keys = (
        np.array([number for row in numbers for number in row], dtype=np.int64) * max(len(texts), 1) + owners
    )
    pairs, counts = np.unique(keys, return_counts=True)
    term, text = np.divmod(pairs, max(len(texts), 1))
    lengths = np.bincount(owners, minlength=len(texts))
    lengthy = 1 - B + B * lengths[text] / (lengths.mean() if len(owners) else 1.0)
    return SimilarityIndex(
        vocabulary=vocabulary,
        starts=np.searchsorted(term, np.arange(len(vocabulary) + 1)),
        texts=text.astype(np.int32),
        gains=(counts * (K1 + 1) / (counts + K1 * lengthy)).astype(np.float32),
        with_gram=_count_grams(texts),
        originals=tuple(texts),
    )


def _count_grams(texts: Sequence[str]) -> NDArray[np.int32]:
    """By column of four-grams how many of the texts have one there."""
    frequency = np.zeros(GRAM_BUCKETS, dtype=np.int32)
    for text in texts:
        frequency[hash_grams(text)[0]] += 1
    return frequency


def find_near_duplicates(
    texts: Sequence[str], *, same: float = DUPLICATE_SIMILARITY
) -> tuple[tuple[int, ...], ...]:
    """Groups of positions whose texts say nearly the same, each in order, groups of two or more only.

    Two texts are near-duplicates when their four-grams' cosine reaches `same`; a group holds whatever hangs
    together by such pairs.
    """
    rows = np.array([_to_dense_vector(text) for text in texts]).reshape(-1, DUPLICATE_BUCKETS)
    alike = rows @ rows.T >= same
    group = list(range(len(texts)))
    for left, right in zip(*np.nonzero(np.triu(alike, 1)), strict=True):
        joined = group[right]
        group = [group[left] if number == joined else number for number in group]
    members = ([place for place, number in enumerate(group) if number == one] for one in dict.fromkeys(group))
    return tuple(tuple(places) for places in members if len(places) > 1)


def _to_dense_vector(text: str) -> NDArray[np.float64]:
    columns, counts = hash_grams(text)
    row = np.bincount(columns % DUPLICATE_BUCKETS, counts, DUPLICATE_BUCKETS)
    return row / (np.linalg.norm(row) or 1.0)
