"""The rating scale of a new desk: the five steps of Google's ClaimReview, and labels without a number."""

from typing import NamedTuple


class ScaleStep(NamedTuple):
    """One rating of a scale. `value` is its step, 1 the worst; None for a label without a number."""

    slug: str
    label: str
    value: int | None
    needs_evidence: bool = True


DEFAULT_SCALE = (
    ScaleStep("false", "False", 1),
    ScaleStep("mostly-false", "Mostly false", 2),
    ScaleStep("half-true", "Half true", 3),
    ScaleStep("mostly-true", "Mostly true", 4),
    ScaleStep("true", "True", 5),
    ScaleStep("unproven", "Unproven", None, needs_evidence=False),
    ScaleStep("misleading", "Misleading", None),
    ScaleStep("outdated", "Outdated", None),
    ScaleStep("satire", "Satire", None),
    ScaleStep("not-checkable", "Not checkable", None, needs_evidence=False),
    ScaleStep("void", "Void", None, needs_evidence=False),
)
