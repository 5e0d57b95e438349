"""Find the members whom a comment mentions: `@` and the name, in any case. Pure.

The longest name that fits is taken. If two members have the same name, both are mentioned.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

# No word character or @ before: "ann@example.org" and "@@Ann" are not mentions. None after: "@Anna" is not "@Ann".
_AT = re.compile(r"(?<![\w@])@")
_WORD = re.compile(r"\w")
# Names in folded case, by their length.
NameIndex = Mapping[int, frozenset[str]]


def find_mentions(body: str, names: Mapping[int, str]) -> list[int]:
    """Return the sorted ids of the names that follow an `@` at the start of a word."""
    found = _iter_spans(body, index_names(names.values()))
    mentioned = {body[start + 1 : end].casefold() for start, end in found}
    return sorted(pk for pk, name in names.items() if name.casefold() in mentioned)


def wrap_mentions(text: str, names: NameIndex, before: str, after: str) -> str:
    """Return the text with something before and after each mention."""
    parts, at = [], 0
    for start, end in _iter_spans(text, names):
        parts += [text[at:start], before, text[start:end], after]
        at = end
    return "".join((*parts, text[at:]))


def index_names(names: Iterable[str]) -> NameIndex:
    """Return an index of names: the time of a search in it does not grow with their number."""
    index: dict[int, set[str]] = {}
    for name in filter(None, names):
        index.setdefault(len(name), set()).add(name.casefold())
    return {length: frozenset(index[length]) for length in sorted(index, reverse=True)}


def _iter_spans(text: str, names: NameIndex) -> Iterator[tuple[int, int]]:
    last = 0
    for at in _AT.finditer(text) if names else ():
        if at.start() >= last and (end := _find_end(text, at.end(), names)):
            yield at.start(), end
            last = end


def _find_end(text: str, start: int, names: NameIndex) -> int:
    """Return the end of the longest name at a position, 0 if there is none."""
    ends = (start + length for length in names if start + length <= len(text))
    return next(
        (
            end
            for end in ends
            if text[start:end].casefold() in names[end - start] and not _WORD.match(text, end)
        ),
        0,
    )
