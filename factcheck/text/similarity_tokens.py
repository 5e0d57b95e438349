"""Tokens of a text for similarity search.

Stemmed words, and character four-grams as hashed columns. Compound hashtags are split (`#BidenHarris` gives biden,
harris). Chinese, Japanese and Thai, which have no spaces, give pairs of characters.
"""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

GRAM = 4
GRAM_BUCKETS = 1 << 16
_COMPOUND = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-z])(?=\d)")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s")
_STOP_WORD_LIST = """
the a an of to in and is are was were be been it its that this these those for on with as by at from or not have has
had do does did he she they we you i his her their our my your will would can could should may s t http https co com
pic twitter www rt amp
"""
STOP_WORDS = frozenset(_STOP_WORD_LIST.split())


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with compound words split."""
    words: list[str] = []
    for word in _WORD.findall(_COMPOUND.sub(" ", text).lower()):
        words += [word[i : i + 2] for i in range(max(len(word) - 1, 1))] if _UNSPACED.search(word) else [word]
    return words


def extract_stems(text: str) -> list[str]:
    """Return the stems of a text without stop words, in order.

    Repeated words give repeated stems.
    """
    return [stem(word) for word in split_words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word without its inflection.

    It loses the longest known ending that leaves three letters. A doubled consonant and a final "e" or "y" are dropped
    too, so that stop and stopped, or country and countries, have the same stem.
    """
    ending = next(
        (ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 3), ""
    )
    word = word.removesuffix(ending)
    if len(word) > 4 and word[-1] in "ey":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


def hash_grams(text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the distinct four-grams of a text as hashed columns.

    The second array has 1 + ln(count) of each.
    """
    codes = np.array([ord(char) for char in f" {' '.join(split_words(text))} "], dtype=np.uint64)
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    mixed = np.zeros(len(codes) - GRAM + 1, dtype=np.uint64)
    for offset in range(GRAM):
        mixed = mixed * np.uint64(1_000_003) + codes[offset : offset + len(mixed)]
    columns = ((mixed * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)).astype(np.int64) % GRAM_BUCKETS
    distinct, counts = np.unique(columns, return_counts=True)
    return distinct, 1 + np.log(counts)
