"""Search for the words of a quote in a text; how much white space is between them does not matter."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from factcheck.text.types import Span

_SPACE = re.compile(r"\s++")


def find_words(text: str, quote: str) -> Iterator[Span]:
    r"""Yield the spans of a quote in a text, which do not overlap.

    The same as a search for the words joined by `\s+`, but its time never grows faster than the text: each run of
    white space becomes one space, and then the quote is searched as it is.
    """
    words = " ".join(quote.split())
    if not words:
        return
    ends, removed = [0], [0]
    for run in _SPACE.finditer(text):
        removed.append(removed[-1] + run.end() - run.start() - 1)
        ends.append(run.end() - removed[-1])
    flat = _SPACE.sub(" ", text)
    start = flat.find(words)
    while start >= 0:
        end = start + len(words)
        # A quote neither begins nor ends with white space, so both positions are inside words.
        yield Span(
            *(at + removed[bisect_right(ends, at) - 1] + rest for at, rest in ((start, 0), (end - 1, 1)))
        )
        start = flat.find(words, end)
