"""What differs between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MAX_WORDS = 4000  # the comparison's time grows with the square


@dataclass(frozen=True, slots=True)
class DiffSegment:
    """A stretch that both texts have, or that came or went."""

    text: str
    kind: Literal["same", "added", "removed"] = "same"


def compare(before: str, after: str) -> tuple[DiffSegment, ...]:
    """The pieces in order: those not removed make up `after`, those not added make up `before`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MAX_WORDS:
        return _drop_empty([DiffSegment(before, "removed"), DiffSegment(after, "added")])
    found: list[DiffSegment] = []
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(DiffSegment("".join(old[i:j])))
        else:
            found += [DiffSegment("".join(old[i:j]), "removed"), DiffSegment("".join(new[m:n]), "added")]
    return _drop_empty(found)


def _drop_empty(found: list[DiffSegment]) -> tuple[DiffSegment, ...]:
    return tuple(piece for piece in found if piece.text)
