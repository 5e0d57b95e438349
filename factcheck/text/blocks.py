"""The blocks of a plain text, such as paragraphs, headings and list items.

This module considers lines and their neighbours; `block_kinds` classifies a block by its own text.
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
# The widths at which editors and mail programs wrap lines.
_WRAP_WIDTHS = range(40, 121)
_MAX_TAIL_WORDS = 4
_MAX_TITLE_LENGTH = 200


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a normalised plain text, in order.

    Only white space is outside them.
    """
    spans = [graphemes.trim(text, span.start, span.end) for span in _iter_paragraphs(text)]
    kinds = refine_kinds([classify_block(span.of(text)) for span in spans], [span.of(text) for span in spans])
    return tuple(Block(kind, span.start, span.end) for kind, span in zip(kinds, spans, strict=True))


def refine_kinds(kinds: Sequence[BlockKind], lines: Sequence[str]) -> list[BlockKind]:
    """Return the kinds, corrected by their neighbours.

    A question or exclamation before the body is its title. Short headings after the body are boilerplate. Without any
    body, a heading has nothing to head and is a paragraph.
    """
    refined = list(kinds)
    body = [at for at, kind in enumerate(kinds) if kind in _BODY]
    if not body:
        return [BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind for kind in refined]
    if body[0] == 0 and len(body) > 1 and _could_be_title(lines[0]):
        refined[0] = BlockKind.HEADING
    last = max(at for at, kind in enumerate(kinds) if kind in _BODY or kind is BlockKind.CAPTION)
    for at in range(last + 1, len(refined)):
        if refined[at] is BlockKind.HEADING and len(lines[at].split()) <= _MAX_TAIL_WORDS:
            refined[at] = BlockKind.BOILERPLATE
    return refined


def _could_be_title(line: str) -> bool:
    return line[-1] in "?!？！" and len(line) < _MAX_TITLE_LENGTH and not re.search(r"[.!?。！？]\s", line)


def _iter_paragraphs(text: str) -> Iterator[Span]:
    """Yield the spans of lines that belong together.

    A hard-wrapped paragraph is one span; any other line is its own.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    joins = _find_continuations(text, lines)
    run = 0
    groups = [run := run + (not joined) for joined in [False, *joins]] if lines else []
    for _, members in groupby(zip(groups, lines, strict=True), key=lambda item: item[0]):
        spans = [span for _, span in members]
        yield Span(spans[0][0], spans[-1][1])


def _find_continuations(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Return for every line but the first whether it continues the line before it."""
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
    """Return whether the next line's first word did not fit into the line."""
    first_word = text[slice(*following)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width


def _detect_wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """Return the width at which a program wrapped the text.

    Returns 0 if its lines are not wrapped. Four of five pairs of lines have to be full, which leaves one in five for
    the ends of paragraphs.
    """
    width = max((end - start for start, end in lines), default=0)
    neighbours = [(line, following) for line, following in pairwise(lines) if line[1] + 1 == following[0]]
    full = sum(_was_full(text, line, following, width) for line, following in neighbours)
    return width if width in _WRAP_WIDTHS and len(neighbours) > 1 and full * 5 >= len(neighbours) * 4 else 0
