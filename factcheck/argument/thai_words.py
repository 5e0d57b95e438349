"""Splits Thai text, which is written without spaces between words, so that lines break between words.

The words are those of the list of PyThaiNLP, in the package newmm-tokenizer. Its own program is not used, because it
takes a second and 100 MB to start.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import regex

# Longer entries of the list are names of offices and places, of which the parts are entries as well.
MAX_WORD_LENGTH = 24
# A sign of repetition or abbreviation stays with the word before it.
_CLUSTER = regex.compile(r"\X[ๆฯ]*")
_SIGNS = "ๆฯ"


@cache
def load_words() -> frozenset[str]:
    """Return the words, empty if the list is not installed."""
    spec = find_spec("newmm_tokenizer")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return frozenset()
    lines = (Path(folders[0]) / "words_th.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if len(word := line.strip()) <= MAX_WORD_LENGTH)


@lru_cache(maxsize=4096)
def split_thai(text: str) -> tuple[str, ...]:
    """Return the words of a text of Thai letters.

    Of all ways to split it, the one that leaves the fewest letters outside of words, and of those the one with the
    fewest words. Letters outside of words stay together.
    """
    clusters = _CLUSTER.findall(text)
    # For each cluster, from the end: the cost of the rest, and where the word at this cluster ends.
    best: list[tuple[int, int, int]] = [(0, 0, len(clusters))] * (len(clusters) + 1)
    for start in range(len(clusters) - 1, -1, -1):
        unknown, count, _ = best[start + 1]
        options = [(unknown + 1, count + 1, start + 1)]
        options += [(best[end][0], best[end][1] + 1, end) for end in _list_ends(clusters, start)]
        best[start] = min(options, key=lambda option: (option[0], option[1], -option[2]))
    return tuple(_join_unknown(clusters, best))


def _list_ends(clusters: list[str], start: int) -> list[int]:
    """Return where the words that begin at a cluster end."""
    words, ends, word = load_words(), [], ""
    for end in range(start, len(clusters)):
        word += clusters[end]
        if len(word) > MAX_WORD_LENGTH:
            break
        if word in words or word.rstrip(_SIGNS) in words:
            ends.append(end + 1)
    return ends


def _join_unknown(clusters: list[str], best: list[tuple[int, int, int]]) -> list[str]:
    words: list[str] = []
    start, was_unknown = 0, False
    while start < len(clusters):
        end = best[start][2]
        word = "".join(clusters[start:end])
        is_unknown = best[start][0] > best[end][0]
        if is_unknown and was_unknown:
            words[-1] += word
        else:
            words.append(word)
        start, was_unknown = end, is_unknown
    return words
