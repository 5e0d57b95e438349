"""The label that belongs to a computed strength, by thresholds of the desk.

Verdicts are decided by people.
"""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.stored_messages import StoredMessage, message


class ComputedLabel(StrEnum):
    """The label computed from the evidence of a claim."""

    SUPPORTED = "supported"
    LEANS_SUPPORTED = "leans_supported"
    CONFLICTING = "conflicting"
    LEANS_REFUTED = "leans_refuted"
    REFUTED = "refuted"
    NOT_ENOUGH = "not_enough"

    @property
    def message(self) -> StoredMessage:
        """The label as a message that rows can store."""
        return message(f"computed_label.{self}")

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The boundaries between the labels, all in 0..1.

    The support and attack of a claim both below `enough` are not enough evidence. Both at `strong` or above, with a
    strength at most `middle` away from 0.5, are conflicting evidence; so is a strength of exactly 0.5. Otherwise the
    strength alone decides: `supported` or above, or `refuted` or below.
    """

    # The defaults are round values for a claim, whose base score is 0.5. One piece of evidence of strength 0.35 is thus
    # the least that gets a label, and 0.35 and 0.65 are equally far from 0.5. Desks set their own values.

    enough: float = 0.35
    strong: float = 0.5
    middle: float = 0.2
    supported: float = 0.65
    refuted: float = 0.35


DEFAULT_THRESHOLDS = Thresholds()


def label_for(
    strength: float, support: float, attack: float, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> ComputedLabel:
    """Return the label of a claim.

    `strength` is the computed strength, `support` and `attack` are the combined strengths of its supporters and
    attackers.
    """
    if max(support, attack) < thresholds.enough:
        return ComputedLabel.NOT_ENOUGH
    # Conflict comes before the strength alone: strong evidence on both sides is not settled by a small majority.
    if min(support, attack) >= thresholds.strong and abs(strength - 0.5) <= thresholds.middle:
        return ComputedLabel.CONFLICTING
    if strength >= thresholds.supported:
        return ComputedLabel.SUPPORTED
    if strength <= thresholds.refuted:
        return ComputedLabel.REFUTED
    if strength == 0.5:
        return ComputedLabel.CONFLICTING
    return ComputedLabel.LEANS_SUPPORTED if strength > 0.5 else ComputedLabel.LEANS_REFUTED
