"""The difference of two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MAX_WORDS = 4000  # together; the time of the comparison grows with the square


@dataclass(frozen=True, slots=True)
class DiffSegment:
    """A part of the texts: the same in both, added or removed."""

    text: str
    kind: Literal["same", "added", "removed"] = "same"


def compare(before: str, after: str) -> tuple[DiffSegment, ...]:
    """Return the segments in order. Without the removed ones they are `after`, without the added ones `before`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MAX_WORDS:
        return _drop_empty([DiffSegment(before, "removed"), DiffSegment(after, "added")])
    segments: list[DiffSegment] = []
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            segments.append(DiffSegment("".join(old[i:j])))
        else:
            segments += [DiffSegment("".join(old[i:j]), "removed"), DiffSegment("".join(new[m:n]), "added")]
    return _drop_empty(segments)


def _drop_empty(segments: list[DiffSegment]) -> tuple[DiffSegment, ...]:
    return tuple(segment for segment in segments if segment.text)
