"""Which verdict a computed strength suggests, by thresholds that belong to the desk. People decide."""

from dataclasses import dataclass
from enum import StrEnum

from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop


class ComputedLabel(StrEnum):
    """What the evidence adds up to."""

    SUPPORTED = "supported"
    LEANS_SUPPORTED = "leans_supported"
    CONFLICTING = "conflicting"
    LEANS_REFUTED = "leans_refuted"
    REFUTED = "refuted"
    NOT_ENOUGH = "not_enough"

    @property
    def words(self) -> str:
        return _(_WORDS[self])


_WORDS = {
    ComputedLabel.SUPPORTED: gettext_noop("supported"),
    ComputedLabel.LEANS_SUPPORTED: gettext_noop("leaning towards supported"),
    ComputedLabel.CONFLICTING: gettext_noop("conflicting evidence"),
    ComputedLabel.LEANS_REFUTED: gettext_noop("leaning towards refuted"),
    ComputedLabel.REFUTED: gettext_noop("refuted"),
    ComputedLabel.NOT_ENOUGH: gettext_noop("not enough evidence"),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one label ends and the next begins; all in 0..1.

    Less than `enough` on both sides is too little to say anything. At least `strong` on both sides, with a
    strength within `middle` of one half, is a conflict, and so is exactly one half. From `supported` and down
    to `refuted` the strength alone decides.
    """

    enough: float = 0.35
    strong: float = 0.5
    middle: float = 0.2
    supported: float = 0.65
    refuted: float = 0.35


DEFAULT_THRESHOLDS = Thresholds()


def label_for(
    strength: float, support: float, attack: float, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> ComputedLabel:
    """The label for a claim of this strength whose supporters and attackers weigh `support` and `attack`."""
    if max(support, attack) < thresholds.enough:
        return ComputedLabel.NOT_ENOUGH
    if min(support, attack) >= thresholds.strong and abs(strength - 0.5) <= thresholds.middle:
        return ComputedLabel.CONFLICTING
    if strength >= thresholds.supported:
        return ComputedLabel.SUPPORTED
    if strength <= thresholds.refuted:
        return ComputedLabel.REFUTED
    if strength == 0.5:
        return ComputedLabel.CONFLICTING
    return ComputedLabel.LEANS_SUPPORTED if strength > 0.5 else ComputedLabel.LEANS_REFUTED
