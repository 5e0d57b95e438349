"""Sentences with exact positions: inside a block, sentences touch each other but for white space.

nupunkt (the Punkt algorithm, Kiss and Strunk 2006) proposes the ends.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import nupunkt

from factcheck.text import graphemes
from factcheck.text.values import Block, Sentence


def find_sentences(text: str, blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """The sentences of every block, in order; `text` is normalised and `blocks` are its own."""
    return tuple(sentence for block in blocks for sentence in _of_block(text, block))


def _of_block(text: str, block: Block) -> Iterator[Sentence]:
    ends = [block.start + end for _, end in _punkt().span_tokenize(text[block.start : block.end])]
    start = block.start
    for end in [*ends[:-1], block.end]:
        if graphemes.is_boundary(text, end):
            span = graphemes.trim(text, start, end)
            if span.start < span.end:
                yield Sentence(span.start, span.end, block.kind)
            start = end


@cache
def _punkt() -> nupunkt.PunktSentenceTokenizer:
    return nupunkt.load("default")
