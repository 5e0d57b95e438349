"""Builds the graph of one article from plain points: claims, evidence, premises, relations people wrote.

Deterministic: the same points in the same order make the same graph. Judges nothing; `checks` judges.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.enums import RelationKind, Stance, StatementKind

CLAIM_BASE = 0.5
MIN_BASE, MAX_BASE = 0.01, 0.99

KIND_OF_STANCE = {Stance.SUPPORTS: RelationKind.SUPPORT, Stance.REFUTES: RelationKind.ATTACK}


@dataclass(frozen=True, slots=True)
class ClaimInput:
    """A claim; `parent` is the id of the compound claim that it is a part of."""

    id: int | str
    text: str
    parent: int | str | None = None
    label: str = ""
    url: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """A quoted passage that bears on the claim `claim`; not `active` once its lifecycle no longer counts."""

    id: int | str
    claim: int | str
    text: str
    stance: Stance
    strength: float
    origin: str = ""
    active: bool = True
    url: str = ""


@dataclass(frozen=True, slots=True)
class PremiseInput:
    """A statement that somebody wrote into the map."""

    id: int | str
    text: str
    base: float = 0.5
    active: bool = True


@dataclass(frozen=True, slots=True)
class RelationInput:
    """A relation that somebody wrote into the map; its ends are ids of the graph, such as "c12" or "r7"."""

    id: int | str
    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    base: float = 1.0
    scheme: str = ""
    active: bool = True


def build_graph(
    title: str,
    claims: Iterable[ClaimInput],
    evidence: Iterable[EvidenceInput],
    premises: Iterable[PremiseInput] = (),
    relations: Iterable[RelationInput] = (),
) -> Graph:
    """The map of an article, in the order of the points.

    Statements are named c12, e34, p5. The relation of evidence is e34-c12, that of the parts of a compound
    claim (linked premises: the whole stands when all of them do) parts-c12, one that people wrote r7. Context
    is a statement without a relation, whose extra["context_of"] names its claim.
    """
    claims, evidence = tuple(claims), tuple(evidence)
    statements = (*map(_claim, claims), *map(_evidence, evidence), *map(_premise, premises))
    drawn = (_bearing(point) for point in evidence if point.stance in KIND_OF_STANCE)
    return Graph(statements, (*_parts(claims), *drawn, *map(_written, relations)), title)


def _claim(point: ClaimInput) -> Statement:
    return Statement(
        id=f"c{point.id}",
        text=point.text,
        kind=StatementKind.CLAIM,
        base=CLAIM_BASE,
        active=point.active,
        label=point.label,
        url=point.url,
    )


def _evidence(point: EvidenceInput) -> Statement:
    return Statement(
        id=f"e{point.id}",
        text=point.text,
        kind=StatementKind.EVIDENCE,
        base=clamp_base(point.strength),
        origin=point.origin,
        active=point.active,
        url=point.url,
        extra={CONTEXT_KEY: f"c{point.claim}"} if point.stance is Stance.CONTEXT else {},
    )


def _premise(point: PremiseInput) -> Statement:
    return Statement(
        id=f"p{point.id}",
        text=point.text,
        kind=StatementKind.PREMISE,
        base=clamp_base(point.base),
        active=point.active,
    )


def clamp_base(base: float) -> float:
    """Nothing that people cite is certain, nor quite worthless."""
    return min(max(base, MIN_BASE), MAX_BASE)


def _bearing(point: EvidenceInput) -> Relation:
    kind = KIND_OF_STANCE[point.stance]
    return Relation(f"e{point.id}-c{point.claim}", kind, (f"e{point.id}",), f"c{point.claim}")


def _parts(claims: Iterable[ClaimInput]) -> Iterator[Relation]:
    """A part that was set aside is no premise: the whole then rests on the parts that are left."""
    parts: dict[int | str, list[str]] = {}
    for point in claims:
        if point.parent is not None and point.active:
            parts.setdefault(point.parent, []).append(f"c{point.id}")
    for parent, premises in parts.items():
        yield Relation(f"parts-c{parent}", RelationKind.SUPPORT, tuple(premises), f"c{parent}")


def _written(point: RelationInput) -> Relation:
    return Relation(
        id=f"r{point.id}",
        kind=point.kind,
        premises=point.premises,
        target=point.target,
        base=point.base,
        scheme=point.scheme,
        active=point.active,
    )
