"""The controls of a card on a page: links that fold, unfold and focus the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.argument.node_cards import PADDING, SMALL_SIZE, WIDTH
from factcheck.argument.palette import LIGHT
from factcheck.argument.svg.parts import FILL, escape_text, render_text
from factcheck.argument.text_metrics import measure_width

# WCAG 2.2 asks for targets of 24 pixels.
HEIGHT = 24
# Controls are across the lower edge of the card: below its text, and above the card that follows.
OVERLAP = 9
GAP = 4
FRAME_ATTRIBUTES = f'class="f-paper s-hair" fill="{LIGHT["paper"]}" stroke="{LIGHT["hair"]}"'


@dataclass(frozen=True, slots=True)
class CardControl:
    """A link of a card: what it does ("fold", "open", "focus"), its label, its name for screen readers, and its URL."""

    kind: str
    label: str
    name: str
    url: str


def render_controls(controls: Sequence[CardControl], card_height: float) -> str:
    """Return the controls of a card in a row that ends at its right edge."""
    right: float = WIDTH - PADDING
    parts = []
    for control in controls:
        width = max(measure_width(control.label, SMALL_SIZE) + 14, HEIGHT + 4)
        right -= width
        parts.append(_render_control(control, right, card_height - OVERLAP, width))
        right -= GAP
    return "".join(parts)


def _render_control(control: CardControl, x: float, y: float, width: float) -> str:
    name = escape_text(control.name)
    label = render_text(control.label, width / 2, HEIGHT / 2 + 4, f' text-anchor="middle" {FILL["ink"]}')
    return (
        f'<a class="control" data-view="{control.kind}" href="{escape_text(control.url)}"'
        f' transform="translate({x:.1f} {y:g})" font-size="{SMALL_SIZE}"><title>{name}</title>'
        f'<rect width="{width:.1f}" height="{HEIGHT}" rx="{HEIGHT / 2:g}" {FRAME_ATTRIBUTES}/>{label}</a>'
    )
