"""The label that belongs to a computed strength, by thresholds of the desk.

Verdicts are decided by people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from factcheck.stored_messages import StoredMessage, message


class Side(StrEnum):
    """Where a label is: for the claim, against it, both or neither."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"
    NEITHER = "neither"


class ComputedLabel(StrEnum):
    """The label computed from the evidence of a claim."""

    SUPPORTED = "supported"
    LEANS_SUPPORTED = "leans_supported"
    CONFLICTING = "conflicting"
    LEANS_REFUTED = "leans_refuted"
    REFUTED = "refuted"
    PARTLY = "partly"
    NOT_ENOUGH = "not_enough"

    @property
    def side(self) -> Side:
        """The side of the label."""
        return SIDES[self]

    @property
    def message(self) -> StoredMessage:
        """The label as a message that rows can store."""
        return message(f"computed_label.{self}")

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return str(self.message)


SIDES = {
    ComputedLabel.SUPPORTED: Side.FOR,
    ComputedLabel.LEANS_SUPPORTED: Side.FOR,
    ComputedLabel.CONFLICTING: Side.BOTH,
    ComputedLabel.PARTLY: Side.BOTH,
    ComputedLabel.LEANS_REFUTED: Side.AGAINST,
    ComputedLabel.REFUTED: Side.AGAINST,
    ComputedLabel.NOT_ENOUGH: Side.NEITHER,
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The boundaries between the labels, all in 0..1.

    The support and attack of a claim both below `enough` are not enough evidence. Both at `strong` or above, with a
    strength at most `middle` away from 0.5, are conflicting evidence. A strength less than `dead_band` away from 0.5
    has no direction. Otherwise the strength decides: `supported` or above, or `refuted` or below.
    """

    enough: float
    strong: float
    middle: float
    dead_band: float
    supported: float
    refuted: float


THRESHOLD_NAMES = tuple(field.name for field in fields(Thresholds))

# Strengths are shown with two decimals: what is shown as 0.50 never leans, whatever a desk sets.
LEAST_DEAD_BAND = 0.01

# Each semantics has a scale of its own. With tiers, one piece of 0.7 supports a claim (strength 0.85), and one of 0.35
# gives it a direction (0.675). With the other two, the values are round and equally far from 0.5.
DEFAULT_THRESHOLDS = {
    "tiers": Thresholds(enough=0.35, strong=0.5, middle=0.175, dead_band=0.175, supported=0.85, refuted=0.15),
    "quadratic_energy": Thresholds(
        enough=0.35, strong=0.5, middle=0.2, dead_band=0.02, supported=0.65, refuted=0.35
    ),
    "df_quad": Thresholds(enough=0.35, strong=0.5, middle=0.2, dead_band=0.1, supported=0.75, refuted=0.25),
}


def to_default_thresholds(semantics: str) -> Thresholds:
    """Return the thresholds of a semantics for a desk that sets none of its own."""
    return DEFAULT_THRESHOLDS[semantics]


def label_for(
    strength: float, support: float, attack: float, thresholds: Thresholds, parts: Sequence[float] = ()
) -> ComputedLabel:
    """Return the label of a claim.

    `strength` is the computed strength, `support` and `attack` are the combined weights of its arguments, `parts` the
    strengths of the parts of a compound claim: some with a direction for and some with one against make it "partly".
    """
    away = max(thresholds.dead_band, LEAST_DEAD_BAND)
    if any(part >= 0.5 + away for part in parts) and any(part <= 0.5 - away for part in parts):
        return ComputedLabel.PARTLY
    if max(support, attack) < thresholds.enough:
        return ComputedLabel.NOT_ENOUGH
    # Conflict comes before the strength alone: strong evidence on both sides is not settled by a small majority.
    if min(support, attack) >= thresholds.strong and abs(strength - 0.5) <= thresholds.middle:
        return ComputedLabel.CONFLICTING
    if abs(strength - 0.5) < away:
        return (
            ComputedLabel.CONFLICTING
            if min(support, attack) >= thresholds.enough
            else ComputedLabel.NOT_ENOUGH
        )
    if strength >= thresholds.supported:
        return ComputedLabel.SUPPORTED
    if strength <= thresholds.refuted:
        return ComputedLabel.REFUTED
    return ComputedLabel.LEANS_SUPPORTED if strength > 0.5 else ComputedLabel.LEANS_REFUTED
