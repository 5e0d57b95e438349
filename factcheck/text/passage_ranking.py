"""Passage ranking: the sentences of a source that are most relevant to a claim.

They are suggestions. The score of a sentence adds BM25 within the page, character four-grams, shared numbers and,
with an encoder, the similarity of meaning. It gains from the scores of its neighbours and from a position near the
top of the page. A sentence that covers words of the claim that no better one covers moves up.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.text.embeddings import Encoder
from factcheck.text.similarity_tokens import GRAM_BUCKETS, extract_stems, hash_grams
from factcheck.text.types import Span

# All weights were set by hand on the development sets (docs/model-card.md); nothing was fitted.
K1, B = 0.6, 0.3
GRAM_WEIGHT = 0.7
NUMBER_WEIGHT = 0.3
# How many sentences of a page are encoded, because encoding takes most of the time, and how much that counts.
MAX_EMBEDDED, MEANING_WEIGHT = 50, 0.7
# The share that a sentence gains from the score of a sentence one, two and three places away.
NEIGHBOUR_SHARES = (0.25, 0.125, 0.0625)
# News puts the most important first. The first sentence gains TOP_WEIGHT, the sentence at TOP_HALF_LIFE half of that.
TOP_WEIGHT, TOP_HALF_LIFE = 0.5, 30
COVERAGE_WEIGHT = 0.4
COVERAGE_DEPTH = 10
_NUMBER = re.compile(r"\d+")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """The span `text[start:end]` of a source.

    `score` is 1.0 for the best passage of the page.
    """

    start: int
    end: int
    score: float


def find_passages(
    claim: str, text: str, sentences: Sequence[Span], *, limit: int = 5, encoder: Encoder | None = None
) -> tuple[Passage, ...]:
    """Return the most relevant sentences of a source, best first.

    Sentences that have nothing in common with it are left out.
    """
    ranked = rank_sentences(claim, [sentence.of(text) for sentence in sentences], encoder=encoder)
    top = ranked[0][1] if ranked else 0.0
    return tuple(
        Passage(sentences[index].start, sentences[index].end, round(score / top, 4))
        for index, score in ranked[:limit]
        if score > 0
    )


def rank_sentences(
    claim: str, sentences: Sequence[str], *, encoder: Encoder | None = None
) -> list[tuple[int, float]]:
    """Return (index, score) of every sentence, best first.

    The score is 0.0 for a sentence that has nothing in common with the claim and no neighbour that has.
    """
    if not sentences:
        return []
    bags = [Counter(extract_stems(sentence)) for sentence in sentences]
    rarity = _inverse_frequencies(set(extract_stems(claim)), bags)
    own = _scale_to_one(_bm25(rarity, bags)) + GRAM_WEIGHT * _scale_to_one(
        _gram_similarities(claim, sentences)
    )
    own += NUMBER_WEIGHT * _scale_to_one(_shared_numbers(claim, sentences))
    if encoder:
        own += MEANING_WEIGHT * _semantic_similarities(claim, sentences, own, encoder)
    scores = _add_neighbours(own)
    scores = _scale_to_one(scores + (scores > 0) * TOP_WEIGHT / (1 + np.arange(len(scores)) / TOP_HALF_LIFE))
    order = _order_by_coverage(scores, rarity, bags)
    # A sentence that moved up keeps its lower score, so later scores are cut to it: sorting by score keeps the order.
    return [(index, float(min(scores[order[: place + 1]]))) for place, index in enumerate(order)]


def _inverse_frequencies(wanted: set[str], bags: Sequence[Counter[str]]) -> dict[str, float]:
    frequency = Counter(term for bag in bags for term in bag if term in wanted)
    return {
        term: float(np.log(1 + (len(bags) - n + 0.5) / (n + 0.5))) for term, n in sorted(frequency.items())
    }


def _bm25(rarity: dict[str, float], bags: Sequence[Counter[str]]) -> Array:
    lengths = np.array([bag.total() for bag in bags], float)
    norm = K1 * (1 - B + B * lengths / (lengths.mean() or 1))
    scores = np.zeros(len(bags))
    for term, weight in rarity.items():
        counts = np.array([bag[term] for bag in bags], float)
        scores += weight * counts * (K1 + 1) / (counts + norm)
    return scores


def _gram_similarities(claim: str, sentences: Sequence[str]) -> Array:
    rows = [hash_grams(sentence) for sentence in sentences]
    frequency = np.zeros(GRAM_BUCKETS)
    for columns, _ in rows:
        frequency[columns] += 1
    weights = np.log((1 + len(rows)) / (1 + frequency)) + 1
    columns, counts = hash_grams(claim)
    wanted = np.zeros(GRAM_BUCKETS)
    wanted[columns] = counts * weights[columns]
    values = [counts * weights[columns] for columns, counts in rows]
    return np.array(
        [
            float(wanted[columns] @ value / (np.linalg.norm(value) or 1.0))
            for (columns, _), value in zip(rows, values, strict=True)
        ]
    )


def _shared_numbers(claim: str, sentences: Sequence[str]) -> Array:
    wanted = set(_NUMBER.findall(claim))
    return np.array([len(wanted.intersection(_NUMBER.findall(sentence))) for sentence in sentences], float)


def _semantic_similarities(claim: str, sentences: Sequence[str], own: Array, encoder: Encoder) -> Array:
    """Return the similarity of meaning for the sentences that score best by words.

    Returns 0 for the others.
    """
    best = [index for index in np.argsort(-own, kind="stable")[:MAX_EMBEDDED] if own[index] > 0]
    similarities = np.zeros(len(sentences))
    similarities[best] = encoder.similarities(claim, (sentences[index] for index in best))
    return similarities


def _scale_to_one(scores: Array) -> Array:
    return scores / (scores.max() or 1.0)


def _add_neighbours(scores: Array) -> Array:
    total = scores.copy()
    for distance, share in enumerate(NEIGHBOUR_SHARES, start=1):
        if distance < len(scores):
            total[distance:] += share * scores[:-distance]
            total[:-distance] += share * scores[distance:]
    return total


def _order_by_coverage(scores: Array, rarity: dict[str, float], bags: Sequence[Counter[str]]) -> list[int]:
    """Return the indexes of the sentences, best first.

    The first ten are chosen one by one, by their score and by the words of the claim that they are the first to cover.
    """
    total = sum(rarity.values()) or 1.0
    remaining = [int(index) for index in np.argsort(-scores, kind="stable")]
    chosen: list[int] = []
    uncovered = set(rarity)
    while remaining and len(chosen) < COVERAGE_DEPTH:
        gains = [
            scores[index] + COVERAGE_WEIGHT * _covered_weight(uncovered, rarity, bags[index]) / total
            for index in remaining
        ]
        best = remaining.pop(int(np.argmax(gains)))
        chosen.append(best)
        uncovered -= bags[best].keys()
    return [*chosen, *remaining]


def _covered_weight(uncovered: set[str], rarity: dict[str, float], bag: Counter[str]) -> float:
    # Sorted, because the order of a set changes between processes and with it the last bits of a sum.
    return sum(rarity[term] for term in sorted(uncovered & bag.keys()))
