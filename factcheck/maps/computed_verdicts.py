"""The computed verdict of a claim: its label, its explanation, and whether a rating departs from it.

Nothing here writes. Proposing a verdict beside the computed one is `factcheck.actions.verdicts`; a change of evidence,
which makes verdicts stale, is `factcheck.actions.evidence`.
"""

from dataclasses import replace

from factcheck.argument.computed_labels import ComputedLabel, Side, Thresholds, to_default_thresholds
from factcheck.argument.explanation import Explanation, explain
from factcheck.argument.graph import Graph
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.claims.models import Claim
from factcheck.desks.models import Desk, Rating
from factcheck.maps.selectors import build_claim_map

# Where a rating is on its scale, from 0 (worst) to 1 (best). A scale of one step has only a middle.
MIDDLE = 0.5


def get_thresholds(desk: Desk) -> Thresholds:
    """Return the thresholds of a desk: those of its semantics, where it has none of its own."""
    return replace(to_default_thresholds(desk.semantics), **desk.thresholds)


def evaluate_map(graph: Graph, desk: Desk) -> Evaluation:
    """Return the strengths and labels of a map by the semantics and thresholds of a desk."""
    return evaluate(graph, desk.semantics, get_thresholds(desk))


def explain_claim(claim: Claim) -> Explanation | None:
    """Return why a claim has its computed strength; None for a claim that is not in the map."""
    graph, name = build_claim_map(claim), f"c{claim.pk}"
    if name not in graph.statement:
        return None
    desk = claim.desk
    return explain(graph, name, semantics=desk.semantics, thresholds=get_thresholds(desk))


def departs_from_map(rating: Rating, label: ComputedLabel) -> bool:
    """Return whether a rating says something else than the computed label.

    A rating on the scale must be on the side of the label, or in the middle. Where the evidence conflicts, it departs
    at both ends of the scale; where some parts hold and some do not, at the upper end. Nothing departs from not enough
    evidence. A rating without a value (such as "unproven") departs from a clear label, unless it needs no evidence.
    """
    is_clear = label.side in (Side.FOR, Side.AGAINST)
    if rating.value is None:
        return is_clear and not rating.needs_evidence
    # Values of a scale begin at 1.
    place = (rating.value - 1) / (rating.scale.best - 1) if rating.scale.best > 1 else MIDDLE
    if label.side is Side.FOR:
        return place < MIDDLE
    if label.side is Side.AGAINST:
        return place > MIDDLE
    if label is ComputedLabel.PARTLY:
        return place == 1
    return label is ComputedLabel.CONFLICTING and place in (0, 1)


def dependents_of(graph: Graph, changed: str) -> set[str]:
    """Return the ids of all statements and relations whose strength can depend on a statement, itself among them."""
    reached, waiting = set(), [changed]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue  # a map can have cycles
        reached.add(name)
        for relation in graph.relations:
            if name in relation.premises or name == relation.id:
                waiting += [relation.id, relation.target]
    return reached
