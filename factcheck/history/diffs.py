"""What differs between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 4000  # the comparison's time grows with the square


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that both texts have, or that came or went."""

    text: str
    kind: Literal["same", "added", "removed"] = "same"


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order: those not removed make up `after`, those not added make up `before`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return _pieces([Piece(before, "removed"), Piece(after, "added")])
    found: list[Piece] = []
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("".join(old[i:j])))
        else:
            found += [Piece("".join(old[i:j]), "removed"), Piece("".join(new[m:n]), "added")]
    return _pieces(found)


def _pieces(found: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in found if piece.text)
