"""The passages of a source that bear on a claim, best first, with their positions.

BM25 within the page, character four-grams, shared numbers and, where there is an encoder, nearness in meaning score
each sentence; its neighbours lend it some of theirs, what stands near the top of the page gets a little more, and a
sentence that covers words of the claim that no better one covered moves up. No verdict.
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

K1, B = 0.6, 0.3
GRAM_WEIGHT = 0.7
NUMBER_WEIGHT = 0.3
# How many of a page's sentences are read for their meaning, and how much that weighs.
MAX_EMBEDDED, MEANING_WEIGHT = 50, 0.7
# What a sentence one, two and three places away lends.
NEIGHBOUR_SHARES = (0.25, 0.125, 0.0625)
# News says first what matters most: what the page's first sentence gets, and by which place half of it is left.
TOP_WEIGHT, TOP_HALF_LIFE = 0.5, 30
COVERAGE_WEIGHT = 0.4
COVERAGE_DEPTH = 10
_NUMBER = re.compile(r"\d+")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]` of a source; `score` is 1.0 for the best of the page."""

    start: int
    end: int
    score: float


def find_passages(
    claim: str, text: str, sentences: Sequence[Span], *, limit: int = 5, encoder: Encoder | None = None
) -> tuple[Passage, ...]:
    """The sentences of a source that bear on a claim most, best first; none that share nothing with it."""
    ranked = rank_sentences(claim, [sentence.of(text) for sentence in sentences], encoder=encoder)
    top = ranked[0][1] if ranked else 0.0
    return tuple(
        Passage(sentences[place].start, sentences[place].end, round(score / top, 4))
        for place, score in ranked[:limit]
        if score > 0
    )


def rank_sentences(
    claim: str, sentences: Sequence[str], *, encoder: Encoder | None = None
) -> list[tuple[int, float]]:
    """(position, score) of every sentence, best first; 0.0 for what neither shares anything nor stands beside it."""
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
    # Scores follow the order, so that whoever sorts by them keeps it.
    return [(place, float(min(scores[order[: index + 1]]))) for index, place in enumerate(order)]


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
    """In meaning, of the sentences that score best by words; the others are not read and get none."""
    read = [place for place in np.argsort(-own, kind="stable")[:MAX_EMBEDDED] if own[place] > 0]
    near = np.zeros(len(sentences))
    near[read] = encoder.nearness(claim, (sentences[place] for place in read))
    return near


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
    """Positions, best first: the first ten chosen one by one, each also by what it newly covers of the claim."""
    everything = sum(rarity.values()) or 1.0
    left = [int(place) for place in np.argsort(-scores, kind="stable")]
    chosen: list[int] = []
    open_terms = set(rarity)
    while left and len(chosen) < COVERAGE_DEPTH:
        gains = [
            scores[p] + COVERAGE_WEIGHT * _covered_weight(open_terms, rarity, bags[p]) / everything
            for p in left
        ]
        place = left.pop(int(np.argmax(gains)))
        chosen.append(place)
        open_terms -= bags[place].keys()
    return [*chosen, *left]


def _covered_weight(open_terms: set[str], rarity: dict[str, float], bag: Counter[str]) -> float:
    return sum(rarity[term] for term in sorted(open_terms & bag.keys()))
