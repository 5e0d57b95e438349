"""The SVG of a statement's card, and of the stub that stands for a card on another sheet of the map."""

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
    WIDTH,
    NodeCard,
)
from factcheck.argument.palette import CORNERS, LIGHT, get_tone
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
from factcheck.argument.text_metrics import truncate_to_width, visible_text
from factcheck.i18n import gettext as _

MAX_TITLE_LENGTH = 1000
FRAME_ATTRIBUTES = f'class="f-card s-hair" fill="{LIGHT["card"]}" stroke="{LIGHT["hair"]}"'


def render_card(card: NodeCard, box: CardBox) -> str:
    """A card at its place, under a title for who does not see it; a link where the statement has a page."""
    item = card.item
    state, dashes = ("", "") if item.active else (" withdrawn", ' stroke-dasharray="3 3"')
    frame = (
        f'<rect width="{WIDTH}" height="{card.height}" rx="{CORNERS[item.kind]}" {FRAME_ATTRIBUTES}{dashes}/>'
    )
    content = wrap_in_link(f"{frame}{_tone(card)}{_small(card)}{_body(card)}", item.url)
    return (
        f'<g class="node {item.kind}{state}" {format_id_attributes(item.id)} transform="translate({box.x:.1f} {box.y:.1f})">'
        f"<title>{escape_text(describe_card(card))}</title>{content}</g>"
    )


def render_stub(card: NodeCard, box: CardBox) -> str:
    """A small box that names a statement whose card stands elsewhere, and leads there."""
    line = truncate_to_width(f"→ {visible_text(card.item.text)}", TEXT_WIDTH, SMALL_SIZE)
    frame = f'<rect width="{box.width:g}" height="{box.height:g}" rx="16" fill="none" {STROKE["hair"]}/>'
    words = render_text(line, PADDING, STUB_LINE, f' font-size="{SMALL_SIZE}" {FILL["quiet"]}')
    return (
        f'<g class="stub" transform="translate({box.x:.1f} {box.y:.1f})">'
        f'<a href="#{to_anchor(card.item.id)}">{frame}{words}</a></g>'
    )


def describe_card(card: NodeCard) -> str:
    """The card in words; the statement itself only as far as the card does not show it."""
    weight = _("strength %(strength)s") % {"strength": f"{card.strength:.2f}"}
    said = [card.head, weight if card.weighed else _("counts nothing"), *card.foot]
    if card.text.cut:
        said.append(visible_text(card.item.text)[:MAX_TITLE_LENGTH])
    return ". ".join(said)


def _tone(card: NodeCard) -> str:
    """The stripe that tells how a claim stands."""
    return (
        f'<rect width="{STRIPE}" height="{card.height}" {FILL[get_tone(card.strength)]}/>'
        if card.foot
        else ""
    )


def _small(card: NodeCard) -> str:
    """What is set small: what the card is, its strength as a bar and a number, and its foot."""
    parts = [f'<g font-size="{SMALL_SIZE}" {FILL["quiet"]}>', render_text(card.head, PADDING, HEAD_LINE)]
    if card.weighed:
        parts += [
            render_bar(METER_X, METER_Y, *card.meter),
            render_text(f"{card.strength:.2f}", WIDTH - PADDING, HEAD_LINE, ' text-anchor="end"'),
        ]
    for number, line in enumerate(card.foot):
        weight = "" if number else f' font-weight="600" {FILL["ink"]}'
        parts.append(render_text(line, PADDING, card.foot_baseline + FOOT_LEADING * number, weight))
    return "".join([*parts, "</g>"])


def _body(card: NodeCard) -> str:
    struck = "" if card.item.active else f' text-decoration="line-through" {FILL["quiet"]}'
    set_line, x = (render_rtl_text, WIDTH - PADDING) if card.text.right_to_left else (render_text, PADDING)
    lines = enumerate(card.text.lines)
    return "".join([set_line(line, x, FIRST_LINE + LINE_HEIGHT * number, struck) for number, line in lines])
