"""What the argument map comes to for each claim, computed, beside the verdict that people decided."""

from dataclasses import dataclass

from factcheck.argument.explanation import Explainer
from factcheck.reporting.report import Report

MAX_REASONS = 5


@dataclass(frozen=True, slots=True)
class ComputedStrength:
    """A claim's strength and what it suggests in one line, and why, the weightiest reasons first."""

    line: str
    reasons: tuple[str, ...]


def compute_strengths(report: Report) -> dict[str, ComputedStrength]:
    """By the claim's id; only for claims that something on the map bears on."""
    explainer = Explainer(report.graph)
    names = {claim.id: f"c{claim.id}" for claim in report.claims}
    found = {
        claim: explainer.explain(name) for claim, name in names.items() if name in report.graph.statement
    }
    return {
        claim: ComputedStrength(
            f"Strength {why.strength:.2f}, {why.suggestion.words}.",
            tuple(reason.sentence for reason in why.reasons[:MAX_REASONS]),
        )
        for claim, why in found.items()
        if why.reasons
    }
