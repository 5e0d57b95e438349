"""Premise-conclusion structures: which statements lead to which conclusion, step by step."""

from dataclasses import dataclass

from factcheck.argument.formats.argdown.parser import ArgdownNode, NodeForm, PremiseConclusion
from factcheck.argument.formats.graph_collector import GraphCollector
from factcheck.argument.formats.text_codec import format_position
from factcheck.i18n import gettext as _


@dataclass(eq=False)
class InferenceStep:
    """One inference of a structure."""

    inference: ArgdownNode
    premises: list[ArgdownNode]
    conclusion: ArgdownNode


def list_steps(structure: PremiseConclusion, collector: GraphCollector) -> list[InferenceStep]:
    """The inferences in order. One draws on what was said since the one before, its conclusion included.

    An inference whose data names numbers in `uses` draws on those instead. What leads to no conclusion is noted.
    """
    by_number: dict[int, ArgdownNode] = {}
    steps: list[InferenceStep] = []
    pending: list[ArgdownNode] = []
    inference: ArgdownNode | None = None
    for node in structure.nodes:
        if node.form is NodeForm.INFERENCE:
            inference = node
            continue
        by_number.setdefault(node.number, node)
        if inference:
            steps.append(InferenceStep(inference, _used(inference, by_number) or pending, node))
            pending, inference = [], None
        pending = [*pending, node]
    if inference or (len(pending) > 1 and steps) or not steps:
        line = structure.nodes[-1].line
        collector.note(
            format_position(line),
            _("These numbered statements lead to no conclusion; they stand by themselves."),
        )
    return steps


def _used(inference: ArgdownNode, by_number: dict[int, ArgdownNode]) -> list[ArgdownNode]:
    uses = inference.data.get("uses")
    numbers = uses if isinstance(uses, list) else []
    return [by_number[number] for number in numbers if isinstance(number, int) and number in by_number]
