"""Approximate string search by edit distance."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby


@dataclass(frozen=True, slots=True)
class ApproximateMatch:
    """A span of a text that matches a pattern with `errors` edits.

    Edits are insertions, deletions and replacements.
    """

    start: int
    end: int
    errors: int


def find_approximate(
    text: str, pattern: str, *, max_errors: int, limit: int | None = None
) -> Iterator[ApproximateMatch]:
    """Yield the matches of `pattern` with at most `max_errors`, in order; with a limit, those with the fewest errors.

    Where the pattern matches at adjacent ends, only the match with the fewest errors is yielded.
    """
    near = [(end, errors) for end, errors in _iter_errors_by_end(text, pattern) if errors <= max_errors]
    runs = groupby(enumerate(near), key=lambda item: item[1][0] - item[0])
    best = [min((hit for _, hit in run), key=lambda hit: (hit[1], -hit[0])) for _, run in runs]
    # Before the starts are searched, because that takes much longer than what was done so far.
    for end, errors in sorted(nsmallest(limit, best, key=lambda hit: hit[1])) if limit else best:
        yield ApproximateMatch(_find_start(text, pattern, end, errors), end, errors)


def _find_start(text: str, pattern: str, end: int, errors: int) -> int:
    """Return the start of the match that ends at `end`.

    The same search backwards, anchored at the end.
    """
    reach = text[max(0, end - len(pattern) - errors) : end]
    lengths = _iter_errors_by_end(reach[::-1], pattern[::-1], anchored=True)
    length, _ = min(lengths, key=lambda hit: (hit[1], abs(hit[0] - len(pattern))))
    return end - length


def _iter_errors_by_end(text: str, pattern: str, *, anchored: bool = False) -> Iterator[tuple[int, int]]:
    """Yield (end, fewest errors of a match with that end).

    An anchored match begins at the start of the text. The bit-vector algorithm of Myers (1999) in the formulation of
    Hyyrö (2003). A Python integer has no word size, so the pattern needs no splitting into words.
    """
    mask, last = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    places: dict[str, int] = {}
    for at, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << at
    rising, falling, errors = mask, 0, len(pattern)
    for end, character in enumerate(text, 1):
        equal = places.get(character, 0)
        diagonal = (((equal & rising) + rising) ^ rising) | equal | falling
        right_up = falling | ~(diagonal | rising) & mask
        right_down = diagonal & rising
        errors += bool(right_up & last) - bool(right_down & last)
        shifted = (right_up << 1 | anchored) & mask
        rising = (right_down << 1 | ~(diagonal | shifted)) & mask
        falling = diagonal & shifted
        yield end, errors
