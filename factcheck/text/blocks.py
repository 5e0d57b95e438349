"""An article's text as paragraphs, headings, captions, list items, quotations, bylines and boilerplate.

Looks at lines and their neighbours; `blockkinds` knows what a block looks like by its own words.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from factcheck.enums import BlockKind
from factcheck.text import graphemes
from factcheck.text.block_kinds import LIST_MARKER, TERMINALS, classify_block
from factcheck.text.types import Block, Span

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
_LINE = re.compile(r"[^\n]+")
_WRAP_WIDTHS = range(40, 121)
_MAX_TAIL_WORDS = 4
_MAX_TITLE_LENGTH = 200


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a normalised plain text, in order; only white space lies outside them."""
    spans = [graphemes.trim(text, span.start, span.end) for span in _iter_paragraphs(text)]
    kinds = refine_kinds([classify_block(span.of(text)) for span in spans], [span.of(text) for span in spans])
    return tuple(Block(kind, span.start, span.end) for kind, span in zip(kinds, spans, strict=True))


def refine_kinds(kinds: Sequence[BlockKind], lines: Sequence[str]) -> list[BlockKind]:
    """The kinds of blocks once their neighbours are known: a heading heads something, a title comes first."""
    found = list(kinds)
    body = [at for at, kind in enumerate(kinds) if kind in _BODY]
    if not body:
        return [BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind for kind in found]
    if body[0] == 0 and len(body) > 1 and _could_be_title(lines[0]):
        found[0] = BlockKind.HEADING
    last = max(at for at, kind in enumerate(kinds) if kind in _BODY or kind is BlockKind.CAPTION)
    for at in range(last + 1, len(found)):
        if found[at] is BlockKind.HEADING and len(lines[at].split()) <= _MAX_TAIL_WORDS:
            found[at] = BlockKind.BOILERPLATE
    return found


def _could_be_title(line: str) -> bool:
    return line[-1] in "?!？！" and len(line) < _MAX_TITLE_LENGTH and not re.search(r"[.!?。！？]\s", line)


def _iter_paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines that belong together: a hard-wrapped paragraph is one, else each line is one."""
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    joins = _find_continuations(text, lines)
    run = 0
    groups = [run := run + (not joined) for joined in [False, *joins]] if lines else []
    for _, members in groupby(zip(groups, lines, strict=True), key=lambda item: item[0]):
        spans = [span for _, span in members]
        yield Span(spans[0][0], spans[-1][1])


def _find_continuations(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """For every line but the first, whether it continues the line before it."""
    width = _detect_wrap_width(text, lines)
    return [
        end + 1 == start
        and not LIST_MARKER.match(text[start:stop].lstrip())
        and (
            _continues(text, end, start)
            or (width > 0 and _was_full(text, (begin, end), (start, stop), width))
        )
        for (begin, end), (start, stop) in pairwise(lines)
    ]


def _continues(text: str, end: int, start: int) -> bool:
    return text[start].islower() and text[end - 1] not in TERMINALS


def _was_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the following line would not have fitted into the line any more."""
    first_word = text[slice(*following)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width


def _detect_wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The width at which the text was wrapped by a program; 0 where its lines are paragraphs of their own."""
    width = max((end - start for start, end in lines), default=0)
    neighbours = [(line, following) for line, following in pairwise(lines) if line[1] + 1 == following[0]]
    full = sum(_was_full(text, line, following, width) for line, following in neighbours)
    return width if width in _WRAP_WIDTHS and len(neighbours) > 1 and full * 5 >= len(neighbours) * 4 else 0
