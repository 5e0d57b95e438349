"""How a rating is displayed: its label, a shape, its step on the scale, and a colour.

Colour is never the only sign. The colours go from vermilion over grey to blue, which colour-blind readers can tell
apart. Labels without a step are neutral.
"""

from enum import StrEnum

from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop
from factcheck.reporting.report import ReportClaim, ReportRating


class Tone(StrEnum):
    """The part of the scale that a rating is in.

    There are five parts, however many steps the desk's scale has.
    """

    LOWEST = "lowest"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    HIGHEST = "highest"
    OFF = "off"


STEP_TONES = (Tone.LOWEST, Tone.LOW, Tone.MIDDLE, Tone.HIGH, Tone.HIGHEST)

# Drawn in 16 by 16 units. Downwards is false, upwards is true, filled is an end of the scale, a circle has no step.
_DOWN = '<path d="M1.5 3h13L8 14.5z" {paint}/>'
_UP = '<path d="M1.5 13h13L8 1.5z" {paint}/>'
_FULL = 'fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"'
_HOLLOW = 'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round"'
SHAPES: dict[Tone, str] = {
    Tone.LOWEST: _DOWN.format(paint=_FULL),
    Tone.LOW: _DOWN.format(paint=_HOLLOW),
    Tone.MIDDLE: '<path d="M8 1.2 14.8 8 8 14.8 1.2 8z" fill="currentColor"/>',
    Tone.HIGH: _UP.format(paint=_HOLLOW),
    Tone.HIGHEST: _UP.format(paint=_FULL),
    Tone.OFF: f'<circle cx="8" cy="8" r="6" {_HOLLOW}/><path d="M4.5 8h7" {_HOLLOW}/>',
}
LEGEND: dict[Tone, str] = {
    Tone.LOWEST: gettext_noop("false end of the scale"),
    Tone.LOW: gettext_noop("more false than true"),
    Tone.MIDDLE: gettext_noop("in the middle"),
    Tone.HIGH: gettext_noop("more true than false"),
    Tone.HIGHEST: gettext_noop("true end of the scale"),
    Tone.OFF: gettext_noop("off the scale: a label without a step"),
}
PRINT_COLORS: dict[Tone, str] = {
    Tone.LOWEST: "#b3391c",
    Tone.LOW: "#c05f35",
    Tone.MIDDLE: "#6d6d6d",
    Tone.HIGH: "#3b7fb4",
    Tone.HIGHEST: "#10588f",
    Tone.OFF: "#444444",
}


def get_tone(rating: ReportRating) -> Tone:
    """Return the tone of a rating's step; a scale of one step has only a middle."""
    if rating.value is None:
        return Tone.OFF
    if rating.best == 1:
        return Tone.MIDDLE
    return STEP_TONES[round((rating.value - 1) / (rating.best - 1) * (len(STEP_TONES) - 1))]


def get_claim_tone(claim: ReportClaim) -> str:
    """Return the tone of a claim's verdict, "none" if there is no verdict."""
    return get_tone(claim.verdict.rating).value if claim.verdict else "none"


def describe_step(rating: ReportRating) -> str:
    """Return the step in words, for readers who do not see shape and colour."""
    if rating.value is None:
        return _("off the scale")
    return _("step %(step)s of %(best)s") % {"step": rating.value, "best": rating.best}


def get_legend() -> dict[Tone, str]:
    """Return what each tone means, in the order of the scale."""
    return {tone: _(label) for tone, label in LEGEND.items()}


def draw_shape(tone: Tone) -> str:
    """Return the shape of a tone as an SVG document, in the colours of print."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" color="{PRINT_COLORS[tone]}">'
        f"{SHAPES[tone]}</svg>"
    )
