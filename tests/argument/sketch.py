"""Small graphs from a line of text, for tests.

`sketch("c=.5 s=.8 u=.9", "s+c u/s+c")`: statements with their base scores, then relations whose ids are their text:
`a+b` supports, `a-b` attacks, `a~b` says the same, `u/a+b` undercuts the relation `a+b`, `a&b+c` links premises.
"""

import re

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind

KINDS = {"+": RelationKind.SUPPORT, "-": RelationKind.ATTACK, "~": RelationKind.REPHRASE}


def sketch(statements: str, relations: str = "", **details: dict[str, object]) -> Graph:
    """Return the graph. `details` has further fields of a statement, by its id."""
    return Graph(
        statements=tuple(_statement(*word.split("="), details) for word in statements.split()),
        relations=tuple(_relation(word) for word in relations.split()),
    )


def numbers(text: str) -> dict[str, float]:
    """Return the values by name of a text such as "c=.5 s=.8"."""
    return {name: float(value) for name, value in (word.rsplit("=", 1) for word in text.split())}


def _statement(name: str, base: str, details: dict[str, dict[str, object]]) -> Statement:
    return Statement(**{"id": name, "text": f"Text of {name}.", "base": float(base)} | details.get(name, {}))


def _relation(word: str) -> Relation:
    if "/" in word:
        premise, target = word.split("/", 1)
        return Relation(word, RelationKind.UNDERCUT, (premise,), target)
    premises, sign, target = re.fullmatch(r"([\w&]+)([+~-])(.+)", word).groups()
    return Relation(word, KINDS[sign], tuple(premises.split("&")), target)
