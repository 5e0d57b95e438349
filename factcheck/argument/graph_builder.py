"""Builds the graph of one article from plain values.

These are its claims, evidence, premises and relations.

Deterministic: the same input in the same order gives the same graph. Does not validate; `validation` does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.argument.graph import CONTEXT_KEY, Graph, Relation, Statement
from factcheck.enums import RelationKind, Stance, StatementKind

CLAIM_BASE = 0.5
MIN_BASE, MAX_BASE = 0.01, 0.99

RELATION_BY_STANCE = {Stance.SUPPORTS: RelationKind.SUPPORT, Stance.REFUTES: RelationKind.ATTACK}


@dataclass(frozen=True, slots=True)
class ClaimInput:
    """A claim. `parent` is the id of the compound claim that it is a part of.

    A claim that is not `confirmed` weighs nothing in arguments for other claims.
    """

    id: int | str
    text: str
    parent: int | str | None = None
    label: str = ""
    url: str = ""
    active: bool = True
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """A piece of evidence for the claim `claim`.

    It is not `active` if its status is not counted. `publisher`, `source` (a title) and `published_on` (as 2024-05-03)
    name its source.
    """

    id: int | str
    claim: int | str
    text: str
    stance: Stance
    strength: float
    origin: str = ""
    active: bool = True
    url: str = ""
    publisher: str = ""
    source: str = ""
    published_on: str = ""


@dataclass(frozen=True, slots=True)
class PremiseInput:
    """A statement that a person added to the map."""

    id: int | str
    text: str
    base: float = 0.5
    active: bool = True


@dataclass(frozen=True, slots=True)
class RelationInput:
    """A relation that a person added to the map.

    Its ends are ids of the graph, such as "c12" or "r7".
    """

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
    """Return the map of an article, in the order of the input.

    The ids of statements are such as c12 (claim), e34 (evidence) and p5 (premise). The relation of a piece of evidence
    is e34-c12, and a relation that a person added r7. The parts of a compound claim are the linked premises of the
    relation parts-c12, because the compound is true only if all its parts are. Context is a statement without a
    relation; its `extra` names its claim.
    """
    claims, evidence = tuple(claims), tuple(evidence)
    statements = (*map(_to_claim, claims), *map(_to_evidence, evidence), *map(_to_premise, premises))
    cited = (_to_evidence_relation(item) for item in evidence if item.stance in RELATION_BY_STANCE)
    return Graph(
        statements, (*_build_compound_relations(claims), *cited, *map(_to_relation, relations)), title
    )


def _to_claim(item: ClaimInput) -> Statement:
    return Statement(
        id=f"c{item.id}",
        text=item.text,
        kind=StatementKind.CLAIM,
        base=CLAIM_BASE,
        active=item.active,
        confirmed=item.confirmed,
        label=item.label,
        url=item.url,
    )


def _to_evidence(item: EvidenceInput) -> Statement:
    return Statement(
        id=f"e{item.id}",
        text=item.text,
        kind=StatementKind.EVIDENCE,
        base=clamp_base(item.strength),
        origin=item.origin,
        active=item.active,
        url=item.url,
        publisher=item.publisher,
        source=item.source,
        published_on=item.published_on,
        extra={CONTEXT_KEY: f"c{item.claim}"} if item.stance is Stance.CONTEXT else {},
    )


def _to_premise(item: PremiseInput) -> Statement:
    return Statement(
        id=f"p{item.id}",
        text=item.text,
        kind=StatementKind.PREMISE,
        base=clamp_base(item.base),
        active=item.active,
    )


def clamp_base(base: float) -> float:
    """Return the base score within 0.01..0.99.

    No source is certain or worthless, and other arguments could never change a base of 0 or 1.
    """
    return min(max(base, MIN_BASE), MAX_BASE)


def _to_evidence_relation(item: EvidenceInput) -> Relation:
    kind = RELATION_BY_STANCE[item.stance]
    return Relation(f"e{item.id}-c{item.claim}", kind, (f"e{item.id}",), f"c{item.claim}")


def _build_compound_relations(claims: Iterable[ClaimInput]) -> Iterator[Relation]:
    """Yield the relations of compound claims.

    An excluded part is no premise: the other parts decide.
    """
    parts: dict[int | str, list[str]] = {}
    for item in claims:
        if item.parent is not None and item.active:
            parts.setdefault(item.parent, []).append(f"c{item.id}")
    for parent, premises in parts.items():
        yield Relation(
            f"parts-c{parent}", RelationKind.SUPPORT, tuple(premises), f"c{parent}", joins_parts=True
        )


def _to_relation(item: RelationInput) -> Relation:
    return Relation(
        id=f"r{item.id}",
        kind=item.kind,
        premises=item.premises,
        target=item.target,
        base=item.base,
        scheme=item.scheme,
        active=item.active,
    )
