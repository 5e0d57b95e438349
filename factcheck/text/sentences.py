"""Sentences with exact positions. Inside a block, only white space separates them."""

import re
from collections.abc import Iterable, Iterator

from factcheck.enums import BlockKind
from factcheck.text import graphemes
from factcheck.text.block_kinds import FIGURE
from factcheck.text.sentence_boundaries import find_sentence_ends
from factcheck.text.types import Block, Sentence

# Captions often have no full stop between the description of a picture and its credit.
_PICTURE_CREDIT = re.compile(
    r"(?<![Ii]mage)(?<![Pp]hoto)\s(?=(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)s?(?: credit)?: \S)"
)
# A headline and its date become one line when a reader joins the lines of a page.
_MAX_DATE_LENGTH = 40
_DATE_BEHIND = re.compile(
    r"(?<!\b[Oo]n)(?<!\b[Oo]f)(?<!\bsince)(?<!\bfrom)(?<!\buntil)(?<![,.])\s"
    r"(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \w+ \d{1,2}, \d{4}$)"
)


def find_sentences(text: str, blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """Return the sentences of every block of a normalised text, in order.

    No sentence crosses a block, none cuts a grapheme cluster, and only white space is between them.
    """
    return tuple(sentence for block in blocks for sentence in _split_block(text, block))


def _split_block(text: str, block: Block) -> Iterator[Sentence]:
    ends = {*find_sentence_ends(text, block.start, block.end), *_find_unmarked_ends(text, block)}
    start = block.start
    for end in [*sorted(ends), block.end]:
        if graphemes.is_boundary(text, end):
            span = graphemes.trim(text, start, end)
            if span.start < span.end:
                yield Sentence(span.start, span.end, block.kind)
            start = end


def _find_unmarked_ends(text: str, block: Block) -> Iterator[int]:
    """Yield the ends without punctuation.

    They are in a caption or headline that consists of several lines.
    """
    if block.kind is BlockKind.CAPTION:
        label = FIGURE.match(text, block.start, block.end)
        if label:
            yield label.end()
        yield from (match.start() for match in _PICTURE_CREDIT.finditer(text, block.start, block.end))
    if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        date = _DATE_BEHIND.search(text, max(block.start, block.end - _MAX_DATE_LENGTH), block.end)
        if date:
            yield date.start()
