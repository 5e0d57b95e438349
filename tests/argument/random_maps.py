"""Maps of any size for tests.

They are trees of claims and evidence with cross links, undercuts and linked premises.
"""

import random

from factcheck.argument.graph import Graph, Relation, Statement
from factcheck.enums import RelationKind, StatementKind

WORDS = ["the", "line", "carried", "more", "people", "than", "counted", "while", "accounts", "came", "late"]


def build_map(size: int, seed: int = 1) -> Graph:
    """Return a map of `size` statements, a third of them claims.

    The same seed gives the same map.
    """
    rng = random.Random(seed)
    statements = [_statement(rng, number, size) for number in range(size)]
    relations = [_relation(rng, number) for number in range(1, size)]
    for number in range(size // 20):
        low, high = sorted(rng.sample(range(size), 2))
        premises = (f"s{high}", f"s{high - 1}") if high - 1 > low else (f"s{high}",)
        relations.append(Relation(f"x{number}", RelationKind.SUPPORT, premises, f"s{low}"))
    for number in range(size // 30):
        cut = rng.choice(relations[: size // 2]).id
        relations.append(Relation(f"u{number}", RelationKind.UNDERCUT, (f"s{size - 1 - number}",), cut))
    return Graph(tuple(statements), tuple(relations), "A map for tests")


def _statement(rng: random.Random, number: int, size: int) -> Statement:
    text = " ".join(rng.choices(WORDS, k=rng.randint(5, 30)))
    if number < size // 3:
        return Statement(f"s{number}", text)
    return Statement(f"s{number}", text, kind=StatementKind.EVIDENCE, base=rng.uniform(0.1, 0.9))


def _relation(rng: random.Random, number: int) -> Relation:
    kind = RelationKind.SUPPORT if rng.random() < 0.6 else RelationKind.ATTACK
    return Relation(f"r{number}", kind, (f"s{number}",), f"s{rng.randrange(max(number // 4, 1))}")
