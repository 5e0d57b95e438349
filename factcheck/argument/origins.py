"""The original sources that a claim rests on."""

from collections.abc import Mapping
from math import prod

from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation
from factcheck.argument.strongest_paths import RelationPath, iter_strongest_paths
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
    origins = (_get_origin(graph, evaluation, claim, name, path) for name, path in paths.items())
    return frozenset(filter(None, origins))


def has_one_source(graph: Graph, evaluation: Evaluation, claim: str) -> bool:
    """Return whether a claim rests on one original source alone."""
    found = set()
    for name, path in iter_strongest_paths(graph, evaluation, claim):
        found.add(_get_origin(graph, evaluation, claim, name, path))
        if len(found - {""}) > 1:  # a second one is near as a rule, and the whole way can be long
            return False
    return len(found - {""}) == 1


def _get_origin(graph: Graph, evaluation: Evaluation, claim: str, name: str, path: RelationPath) -> str:
    """Return the original source of a piece of evidence, "" for anything else and for what weighs too little."""
    item = graph.statement[name]
    if item.kind is not StatementKind.EVIDENCE or _weigh(graph, evaluation, claim, name, path) < MIN_WEIGHT:
        return ""
    return item.origin or item.id


def _weigh(graph: Graph, evaluation: Evaluation, claim: str, name: str, path: RelationPath) -> float:
    relations = [graph.relation[step] for step in path]
    targets = {item.target for item in relations} - {claim}
    if any(item.kind is RelationKind.UNDERCUT for item in relations) or any(
        not graph.statement[target].confirmed for target in targets if target in graph.statement
    ):
        return 0.0
    steps = (evaluation.strength[item.id] for item in relations if item.kind is not RelationKind.REPHRASE)
    return evaluation.strength[name] * prod(steps)
