"""The strength that the argument map computes for each claim.

A report shows it beside the verdict that people decided.
"""

from dataclasses import dataclass

from factcheck.argument.explanation import Explainer, Explanation
from factcheck.argument.likelihood import describe_likelihood
from factcheck.i18n import gettext as _
from factcheck.reporting.report import Report

MAX_REASONS = 5


@dataclass(frozen=True, slots=True)
class ComputedStrength:
    """A claim's computed strength and label in one line, and the reasons for it.

    The most influential reason comes first.
    """

    line: str
    reasons: tuple[str, ...]


def _format_line(explanation: Explanation) -> str:
    params = {
        "strength": f"{explanation.strength:.2f}",
        "word": describe_likelihood(explanation.strength),
        "label": explanation.computed_label.label,
    }
    line = _("Strength %(strength)s (%(word)s), %(label)s.") % params
    return f"{line} {_('One source only.')}" if explanation.one_source else line


def compute_strengths(report: Report) -> dict[str, ComputedStrength]:
    """Return the computed strength by claim id.

    Claims that nothing on the map supports or attacks are left out.
    """
    explainer = Explainer(report.graph, semantics=report.semantics, thresholds=report.thresholds)
    names = {claim.id: f"c{claim.id}" for claim in report.claims}
    explanations = {
        claim_id: explainer.explain(name)
        for claim_id, name in names.items()
        if name in report.graph.statement
    }
    return {
        claim_id: ComputedStrength(
            _format_line(explanation),
            tuple(reason.sentence for reason in explanation.reasons[:MAX_REASONS]),
        )
        for claim_id, explanation in explanations.items()
        if explanation.reasons
    }
