"""The scale that a new desk begins with: Google's five steps, and the labels off the axis."""

from typing import NamedTuple


class Step(NamedTuple):
    slug: str
    label: str
    value: int | None
    needs_evidence: bool = True


DEFAULT_SCALE = (
    Step("false", "False", 1),
    Step("mostly-false", "Mostly false", 2),
    Step("half-true", "Half true", 3),
    Step("mostly-true", "Mostly true", 4),
    Step("true", "True", 5),
    Step("unproven", "Unproven", None, needs_evidence=False),
    Step("misleading", "Misleading", None),
    Step("outdated", "Outdated", None),
    Step("satire", "Satire", None),
    Step("not-checkable", "Not checkable", None, needs_evidence=False),
    Step("void", "Void", None, needs_evidence=False),
)
