"""Premises and conclusions of the inferences of a structure."""

from dataclasses import dataclass

from factcheck.argument.formats.argdown.parser import ArgdownNode, NodeForm, PremiseConclusion
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import format_position
from factcheck.i18n import gettext as _


@dataclass(eq=False)
class InferenceStep:
    """One inference of a structure, with its premises and its conclusion."""

    inference: ArgdownNode
    premises: list[ArgdownNode]
    conclusion: ArgdownNode


def list_steps(structure: PremiseConclusion, collector: GraphCollector) -> list[InferenceStep]:
    """Return the inferences in order.

    The premises of an inference are the statements since the previous inference, including its conclusion, or the
    statements whose numbers are in `uses` of the data of the inference or of its conclusion. `uses` is removed from the
    data, because the premises say the same. Statements without a conclusion become a note.
    """
    by_number: dict[int, ArgdownNode] = {}
    steps: list[InferenceStep] = []
    pending: list[ArgdownNode] = []
    inference: ArgdownNode | None = None
    for node in structure.nodes:
        if node.form is NodeForm.INFERENCE:
            inference = node
            continue
        if inference:
            used = [*_pop_used(inference, by_number, collector), *_pop_used(node, by_number, collector)]
            steps.append(InferenceStep(inference, list(dict.fromkeys(used)) or pending, node))
            pending, inference = [], None
        by_number.setdefault(node.number, node)
        pending = [*pending, node]
    if inference or (len(pending) > 1 and steps) or not steps:
        line = structure.nodes[-1].line
        collector.note(
            format_position(line),
            _("These numbered statements have no conclusion; they have no relation."),
        )
    return steps


def _pop_used(
    node: ArgdownNode, by_number: dict[int, ArgdownNode], collector: GraphCollector
) -> list[ArgdownNode]:
    """Remove `uses` from the data of a node, and return the statements above it that it names."""
    uses = node.data.pop("uses", [])
    numbers = uses if isinstance(uses, list) else [uses]
    known = [number for number in numbers if isinstance(number, int) and number in by_number]
    if len(known) < len(numbers):
        message = _("“uses” names a statement that is not above its conclusion: %(numbers)s.")
        unknown = ", ".join(str(number) for number in numbers if number not in known)
        collector.note(format_position(node.line), message % {"numbers": unknown})
    return [by_number[number] for number in known]
