"""What if some pieces of a map did not count: the map without them, and the claims that change. Nothing is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck.argument.computed_labels import ComputedLabel
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.enums import RelationKind, StatementKind

# As strengths are shown.
PRECISION = 0.005


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """The strength and the label of a claim with all pieces, and without those that are left out."""

    claim: str
    strength: float
    label: ComputedLabel
    strength_without: float
    label_without: ComputedLabel

    @property
    def label_moves(self) -> bool:
        return self.label is not self.label_without

    @property
    def is_visible(self) -> bool:
        """Whether the label moves, or the strength by as much as is shown."""
        return self.label_moves or abs(self.strength - self.strength_without) >= PRECISION


def split_ids(values: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of texts such as "e12,p5", each once."""
    ids = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(filter(None, ids)))


def leave_out(graph: Graph, names: Iterable[str]) -> Graph:
    """Return the map as if some of its statements and relations were withdrawn. Other ids change nothing."""
    left_out = set(names)
    return replace(
        graph,
        statements=tuple(
            replace(item, active=False) if item.id in left_out else item for item in graph.statements
        ),
        relations=tuple(
            replace(item, active=False) if item.id in left_out else item for item in graph.relations
        ),
    )


def list_changes(graph: Graph, before: Evaluation, after: Evaluation) -> Iterator[ClaimChange]:
    """Yield the change of each active claim of a map, in the order of the map."""
    for item in graph.statements:
        if item.kind is StatementKind.CLAIM and item.active:
            yield compare_claim(item.id, before, after)


def compare_claim(claim: str, before: Evaluation, after: Evaluation) -> ClaimChange:
    """Return what changes for one claim between two evaluations of its map."""
    return ClaimChange(
        claim, before.strength[claim], before.label(claim), after.strength[claim], after.label(claim)
    )


def cut_to_claim(graph: Graph, claim: str) -> Graph:
    """Return the part of a map that the strength of a claim depends on. The strength and the label are the same."""
    rephrases: dict[str, list[str]] = {}
    for relation in graph.relations:
        if relation.kind is RelationKind.REPHRASE:
            for premise in relation.premises:
                rephrases.setdefault(premise, []).append(relation.id)
    reached, waiting = set(), [claim]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue  # a map can have cycles
        reached.add(name)
        waiting += [relation.id for relation in graph.incoming.get(name, ())] + rephrases.get(name, [])
        if step := graph.relation.get(name):
            waiting += [*step.premises, *([step.target] if step.kind is RelationKind.REPHRASE else [])]
    return replace(
        graph,
        statements=tuple(item for item in graph.statements if item.id in reached),
        relations=tuple(item for item in graph.relations if item.id in reached),
    )
