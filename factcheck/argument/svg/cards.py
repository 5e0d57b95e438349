"""The SVG of cards and stubs.

A stub represents a card in another component of the map.
"""

from collections.abc import Sequence

from factcheck.argument.layout.layout_types import CardBox
from factcheck.argument.node_cards import (
    FIRST_LINE,
    FOOT_LEADING,
    HEAD_LINE,
    LINE_HEIGHT,
    METER_X,
    METER_Y,
    PADDING,
    SMALL_SIZE,
    STRIPE,
    STUB_LINE,
    TEXT_WIDTH,
    TITLE_SIZE,
    WIDTH,
    NodeCard,
)
from factcheck.argument.palette import CORNERS, LIGHT, get_tone
from factcheck.argument.svg.controls import CardControl, render_controls
from factcheck.argument.svg.parts import (
    FILL,
    STROKE,
    escape_text,
    format_id_attributes,
    render_bar,
    render_rtl_text,
    render_text,
    to_anchor,
    wrap_in_link,
)
from factcheck.argument.text_metrics import WrappedText, truncate_to_width, visible_text
from factcheck.i18n import gettext as _

# Browsers show a title in one tooltip; a text of a whole page would cover the map.
MAX_TITLE_LENGTH = 1000
FRAME_ATTRIBUTES = f'class="f-card s-hair" fill="{LIGHT["card"]}" stroke="{LIGHT["hair"]}"'


def render_card(card: NodeCard, box: CardBox, controls: Sequence[CardControl] = ()) -> str:
    """Return a card at its position, with its controls.

    It has a title for screen readers, and is a link if the statement has a page.
    """
    item = card.item
    state, dashes = ("", "") if item.active else (" withdrawn", ' stroke-dasharray="3 3"')
    frame = (
        f'<rect width="{WIDTH}" height="{card.height}" rx="{CORNERS[item.kind]}" {FRAME_ATTRIBUTES}{dashes}/>'
    )
    content = wrap_in_link(
        f"{frame}{_render_stripe(card)}{_render_small_text(card)}{_render_body(card)}", item.url
    )
    content += render_controls(controls, card.height)
    return (
        f'<g class="node {item.kind}{state}" {format_id_attributes(item.id)}'
        f' transform="translate({box.x:.1f} {box.y:.1f})">'
        f"<title>{escape_text(describe_card(card))}</title>{content}</g>"
    )


def render_stub(card: NodeCard, box: CardBox) -> str:
    """Return a small box that links to the card of a statement."""
    line = truncate_to_width(f"→ {visible_text(card.item.text)}", TEXT_WIDTH, SMALL_SIZE)
    frame = f'<rect width="{box.width:g}" height="{box.height:g}" rx="16" fill="none" {STROKE["hair"]}/>'
    label = render_text(line, PADDING, STUB_LINE, f' font-size="{SMALL_SIZE}" {FILL["quiet"]}')
    return (
        f'<g class="stub" transform="translate({box.x:.1f} {box.y:.1f})">'
        f'<a href="#{to_anchor(card.item.id)}">{frame}{label}</a></g>'
    )


def describe_card(card: NodeCard) -> str:
    """Return the title of a card.

    It repeats the text of the statement only if the card shows it cut.
    """
    weight = _("strength %(strength)s") % {"strength": f"{card.strength:.2f}"}
    parts = [card.head, weight if card.weighed else _("not counted"), *card.foot]
    if card.text.cut:
        parts.append(visible_text(card.item.text)[:MAX_TITLE_LENGTH])
    if card.title.cut:
        parts.append(visible_text(card.item.title)[:MAX_TITLE_LENGTH])
    return ". ".join(parts)


def _render_stripe(card: NodeCard) -> str:
    """Return the stripe whose colour shows the computed strength of a claim."""
    return (
        f'<rect width="{STRIPE}" height="{card.height}" {FILL[get_tone(card.strength)]}/>'
        if card.foot
        else ""
    )


def _render_small_text(card: NodeCard) -> str:
    """Return the text in the small size.

    It is the head, the title, the strength as a bar and a number, the citation and the foot.
    """
    parts = [f'<g font-size="{SMALL_SIZE}" {FILL["quiet"]}>', render_text(card.head, PADDING, HEAD_LINE)]
    if card.weighed:
        parts += [
            render_bar(METER_X, METER_Y, *card.meter),
            render_text(f"{card.strength:.2f}", WIDTH - PADDING, HEAD_LINE, ' text-anchor="end"'),
        ]
    parts += _render_lines(card.title, FIRST_LINE, f' font-size="{TITLE_SIZE}" font-weight="600"')
    parts += _render_lines(card.citation, card.citation_baseline)
    for number, line in enumerate(card.foot):
        weight = "" if number else f' font-weight="600" {FILL["ink"]}'
        parts.append(render_text(line, PADDING, card.foot_baseline + FOOT_LEADING * number, weight))
    return "".join([*parts, "</g>"])


def _render_body(card: NodeCard) -> str:
    struck = "" if card.item.active else f' text-decoration="line-through" {FILL["quiet"]}'
    return (
        f'<g class="body">{"".join(_render_lines(card.text, card.first_baseline, struck, LINE_HEIGHT))}</g>'
    )


def _render_lines(
    text: WrappedText, y: float, attributes: str = "", leading: int = FOOT_LEADING
) -> list[str]:
    if not text.lines:
        return []
    render_line, x = (render_rtl_text, WIDTH - PADDING) if text.right_to_left else (render_text, PADDING)
    return [render_line(line, x, y + leading * number, attributes) for number, line in enumerate(text.lines)]
