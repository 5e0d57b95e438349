"""The original sources that a claim rests on."""

from collections.abc import Mapping
from math import prod

from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.argument.strongest_paths import RelationPath, find_strongest_paths
from factcheck.enums import RelationKind, StatementKind

# A piece whose relation is undercut to less than this is no longer a source of the claim.
MIN_WEIGHT = 0.1


def list_origins(
    graph: Graph, evaluation: Evaluation, claim: str, paths: Mapping[str, RelationPath]
) -> frozenset[str]:
    """Return the original sources of the evidence for and against a claim, on either side.

    `paths` are those of `find_strongest_paths`. Evidence without an original source is a source of its own. Evidence
    against a relation is none: it can only take away.
    """
    reached = (graph.statement[name] for name in paths)
    return frozenset(
        item.origin or item.id
        for item in reached
        if item.kind is StatementKind.EVIDENCE
        and _weigh(graph, evaluation, claim, item.id, paths[item.id]) >= MIN_WEIGHT
    )


def has_one_source(graph: Graph, evaluation: Evaluation, claim: str) -> bool:
    """Return whether a claim rests on one original source alone."""
    paths = find_strongest_paths(graph, evaluation, claim)
    return len(list_origins(graph, evaluation, claim, paths)) == 1


def _weigh(graph: Graph, evaluation: Evaluation, claim: str, name: str, path: RelationPath) -> float:
    relations = [graph.relation[step] for step in path]
    targets = {item.target for item in relations} - {claim}
    if any(item.kind is RelationKind.UNDERCUT for item in relations) or any(
        not graph.statement[target].confirmed for target in targets if target in graph.statement
    ):
        return 0.0
    steps = (evaluation.strength[item.id] for item in relations if item.kind is not RelationKind.REPHRASE)
    return evaluation.strength[name] * prod(steps)
