"""Similarity of short texts, in memory: the earlier checks of a claim.

BM25 (Robertson and Zaragoza, "The
Probabilistic Relevance Framework", 2009) over stemmed words finds candidates, and character four-grams rank them. With
an encoder (`embeddings`), the similarity of meaning re-ranks the best of them. The results are suggestions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import GRAM_BUCKETS, extract_stems, hash_grams

LEXICAL_METHOD = "lexical/1"
# All weights were set by hand on the development sets (docs/model-card.md); nothing was fitted.
K1, B = 1.2, 0.4
GRAM_WEIGHT = 1.0
MAX_CANDIDATES = 100
# How many candidates are encoded, because encoding takes most of the time, and how much that counts beside words and
# four-grams.
MAX_EMBEDDED, MEANING_WEIGHT = 50, 3.0


@dataclass(frozen=True, slots=True)
class SimilarityMatch:
    """The text at `position` of an index, as a match of a query.

    `score` is for ranking only. `similarity` and `certainty` are from 0 to 1 and comparable between queries. Half of
    the certainty is the similarity, half the lead over the next match: a match far ahead of the others is more often
    right than one among several similar texts.
    """

    position: int
    score: float
    similarity: float
    certainty: float


@dataclass(frozen=True, slots=True, eq=False)
class SimilarityIndex:
    """An inverted index of texts, made by `build_index`.

    Term t has `starts[t] : starts[t + 1]` of `texts` and `gains`. Inverse document frequencies are not stored: they
    depend on all the indexes that are searched together.
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
        """Return the best matches, best first. A text without a common word never matches."""
        return search_indexes([self], query, limit=limit, encoder=encoder)

    def postings(self, term: str) -> slice:
        """Return the slice of `texts` and `gains` for a stem."""
        number = self.vocabulary.get(term)
        return slice(0) if number is None else slice(self.starts[number], self.starts[number + 1])


def get_method_name(encoder: Encoder | None) -> str:
    """Return the name of the search method, which is stored with its results."""
    return f"lexical+{encoder.name}" if encoder else LEXICAL_METHOD


def search_indexes(
    indexes: Sequence[SimilarityIndex], query: str, *, limit: int = 5, encoder: Encoder | None = None
) -> tuple[SimilarityMatch, ...]:
    """Return the best matches in several indexes, best first.

    Positions continue from one index to the next, as if they were one.
    """
    scores = _bm25(indexes, query)
    count = min(MAX_CANDIDATES, int(np.count_nonzero(scores)))
    if not count:
        return ()
    best = np.argpartition(-scores, count - 1)[:count]
    texts = _texts_at(indexes, best)
    similarity = _gram_similarities(indexes, query, texts)
    total = scores[best] / scores[best].max() + GRAM_WEIGHT * similarity / (similarity.max() or 1.0)
    if encoder:
        semantic = _semantic_similarities(query, best, texts, total, encoder)
        total, similarity = total + MEANING_WEIGHT * semantic, (similarity + semantic) / 2
    # argpartition returns ties in any order; the position makes the ranking deterministic.
    order = np.lexsort((best, -total))
    lead = 1 - total[order[1]] / total[order[0]] if count > 1 else 1.0
    return tuple(
        SimilarityMatch(
            int(best[i]),
            round(float(total[i]), 4),
            round(float(similarity[i]), 4),
            round(float(similarity[i] + (0 if rank else lead)) / 2, 4),
        )
        for rank, i in enumerate(order[:limit])
    )


def _bm25(indexes: Sequence[SimilarityIndex], query: str) -> NDArray[np.float64]:
    scores = [np.zeros(len(index.originals)) for index in indexes]
    total = sum(map(len, scores))
    for term in sorted(set(extract_stems(query))):
        postings = [index.postings(term) for index in indexes]
        frequency = sum(places.stop - (places.start or 0) for places in postings)
        rarity = np.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
        for index, row, places in zip(indexes, scores, postings, strict=True):
            row[index.texts[places]] += rarity * index.gains[places]
    return np.concatenate(scores)


def _texts_at(indexes: Sequence[SimilarityIndex], positions: NDArray[np.int64]) -> list[str]:
    ends = np.cumsum([len(index.originals) for index in indexes])
    numbers = np.searchsorted(ends, positions, side="right")
    # A negative index, counted from the end of the index that contains the position.
    return [
        indexes[number].originals[position - ends[number]]
        for number, position in zip(numbers, positions, strict=True)
    ]


def _gram_similarities(
    indexes: Sequence[SimilarityIndex], query: str, texts: Sequence[str]
) -> NDArray[np.float64]:
    """Return the cosine of the four-grams of the query with those of each text.

    Rare four-grams have more weight.
    """
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
    """Return the similarity of meaning for the best candidates.

    Returns 0 for the others, which rank below them.
    """
    best = np.lexsort((positions, -total))[:MAX_EMBEDDED]
    similarities = np.zeros(len(texts))
    similarities[best] = encoder.similarities(query, (texts[i] for i in best))
    return similarities


def build_index(texts: Sequence[str]) -> SimilarityIndex:
    """Return an index of these texts, in which position k is texts[k].

    Takes about 0.06 ms a text.
    """
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
    length_norm = 1 - B + B * lengths[text] / (lengths.mean() if len(owners) else 1.0)
    return SimilarityIndex(
        vocabulary=vocabulary,
        starts=np.searchsorted(term, np.arange(len(vocabulary) + 1)),
        texts=text.astype(np.int32),
        gains=(counts * (K1 + 1) / (counts + K1 * length_norm)).astype(np.float32),
        with_gram=_count_grams(texts),
        originals=tuple(texts),
    )


def _count_grams(texts: Sequence[str]) -> NDArray[np.int32]:
    """Return for each column of four-grams how many of the texts have one in it."""
    frequency = np.zeros(GRAM_BUCKETS, dtype=np.int32)
    for text in texts:
        frequency[hash_grams(text)[0]] += 1
    return frequency
