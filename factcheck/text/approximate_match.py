"""Where a text holds words that are nearly the given ones: approximate search by edit distance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class ApproximateMatch:
    """A stretch of the text that is `errors` insertions, deletions and replacements away from the pattern."""

    start: int
    end: int
    errors: int


def find_approximate(text: str, pattern: str, *, most_errors: int) -> Iterator[ApproximateMatch]:
    """The best match in every run of ends where `pattern` occurs with at most `most_errors`, in order."""
    near = [(end, errors) for end, errors in _iter_errors_by_end(text, pattern) if errors <= most_errors]
    for _, run in groupby(enumerate(near), key=lambda item: item[1][0] - item[0]):
        end, errors = min((hit for _, hit in run), key=lambda hit: (hit[1], -hit[0]))
        yield ApproximateMatch(_find_start(text, pattern, end, errors), end, errors)


def _find_start(text: str, pattern: str, end: int, errors: int) -> int:
    """Where the match that ends at `end` begins: the same search backwards, held fast at the end."""
    reach = text[max(0, end - len(pattern) - errors) : end]
    lengths = _iter_errors_by_end(reach[::-1], pattern[::-1], anchored=True)
    length, _ = min(lengths, key=lambda hit: (hit[1], abs(hit[0] - len(pattern))))
    return end - length


def _iter_errors_by_end(text: str, pattern: str, *, anchored: bool = False) -> Iterator[tuple[int, int]]:
    """For every end in `text`, the fewest errors of a match there; an anchored one begins at the text's start.

    Myers' bit-vector algorithm (1999) as Hyyrö (2003) states it; an integer of Python holds any pattern whole.
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
