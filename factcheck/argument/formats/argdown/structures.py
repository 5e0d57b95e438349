"""Premise-conclusion structures: which statements lead to which conclusion, step by step."""

from dataclasses import dataclass

from factcheck.argument.formats.argdown.parsing import Form, Node, Structure
from factcheck.argument.formats.collecting import Collector
from factcheck.argument.formats.plaintext import at_line
from factcheck.i18n import gettext as _


@dataclass(eq=False)
class Step:
    """One inference of a structure."""

    inference: Node
    premises: list[Node]
    conclusion: Node


def steps_of(structure: Structure, collector: Collector) -> list[Step]:
    """The inferences in order. One draws on what was said since the one before, its conclusion included.

    An inference whose data names numbers in `uses` draws on those instead. What leads to no conclusion is noted.
    """
    by_number: dict[int, Node] = {}
    steps: list[Step] = []
    pending: list[Node] = []
    inference: Node | None = None
    for node in structure.nodes:
        if node.form is Form.INFERENCE:
            inference = node
            continue
        by_number.setdefault(node.number, node)
        if inference:
            steps.append(Step(inference, _used(inference, by_number) or pending, node))
            pending, inference = [], None
        pending = [*pending, node]
    if inference or (len(pending) > 1 and steps) or not steps:
        line = structure.nodes[-1].line
        collector.note(
            at_line(line), _("These numbered statements lead to no conclusion; they stand by themselves.")
        )
    return steps


def _used(inference: Node, by_number: dict[int, Node]) -> list[Node]:
    uses = inference.data.get("uses")
    numbers = uses if isinstance(uses, list) else []
    return [by_number[number] for number in numbers if isinstance(number, int) and number in by_number]
