"""The SVG of a statement's card, and of the stub that stands for a card on another sheet of the map."""

from factcheck.argument.cards import (
    FIRST_LINE,
    FOOT_LEADING,
    HEAD_LINE,
    LINE_HEIGHT,
    METER_X,
    METER_Y,
    PADDING,
    ROOM,
    SMALL_SIZE,
    STRIPE,
    STUB_LINE,
    WIDTH,
    Card,
)
from factcheck.argument.measuring import seen, shortened
from factcheck.argument.palette import CORNERS, LIGHT, tone
from factcheck.argument.places.plan import Box
from factcheck.argument.svg.parts import FILL, STROKE, anchor, bar, linked, named, safe, text, turned
from factcheck.i18n import gettext as _

LONGEST_TITLE = 1000
BORDER = f'class="f-card s-hair" fill="{LIGHT["card"]}" stroke="{LIGHT["hair"]}"'


def card(card: Card, box: Box) -> str:
    """A card at its place, under a title for who does not see it; a link where the statement has a page."""
    item = card.item
    state, dashes = ("", "") if item.active else (" withdrawn", ' stroke-dasharray="3 3"')
    frame = f'<rect width="{WIDTH}" height="{card.height}" rx="{CORNERS[item.kind]}" {BORDER}{dashes}/>'
    content = linked(f"{frame}{_tone(card)}{_small(card)}{_body(card)}", item.url)
    return (
        f'<g class="node {item.kind}{state}" {named(item.id)} transform="translate({box.x:.1f} {box.y:.1f})">'
        f"<title>{safe(summary(card))}</title>{content}</g>"
    )


def stub(card: Card, box: Box) -> str:
    """A small box that names a statement whose card stands elsewhere, and leads there."""
    line = shortened(f"→ {seen(card.item.text)}", ROOM, SMALL_SIZE)
    frame = f'<rect width="{box.width:g}" height="{box.height:g}" rx="16" fill="none" {STROKE["hair"]}/>'
    words = text(line, PADDING, STUB_LINE, f' font-size="{SMALL_SIZE}" {FILL["quiet"]}')
    return (
        f'<g class="stub" transform="translate({box.x:.1f} {box.y:.1f})">'
        f'<a href="#{anchor(card.item.id)}">{frame}{words}</a></g>'
    )


def summary(card: Card) -> str:
    """The card in words; the statement itself only as far as the card does not show it."""
    weight = _("strength %(strength)s") % {"strength": f"{card.strength:.2f}"}
    said = [card.head, weight if card.weighed else _("counts nothing"), *card.foot]
    if card.text.cut:
        said.append(seen(card.item.text)[:LONGEST_TITLE])
    return ". ".join(said)


def _tone(card: Card) -> str:
    """The stripe that tells how a claim stands."""
    return f'<rect width="{STRIPE}" height="{card.height}" {FILL[tone(card.strength)]}/>' if card.foot else ""


def _small(card: Card) -> str:
    """What is set small: what the card is, its strength as a bar and a number, and its foot."""
    parts = [f'<g font-size="{SMALL_SIZE}" {FILL["quiet"]}>', text(card.head, PADDING, HEAD_LINE)]
    if card.weighed:
        parts += [
            bar(METER_X, METER_Y, *card.meter),
            text(f"{card.strength:.2f}", WIDTH - PADDING, HEAD_LINE, ' text-anchor="end"'),
        ]
    for number, line in enumerate(card.foot):
        weight = "" if number else f' font-weight="600" {FILL["ink"]}'
        parts.append(text(line, PADDING, card.foot_line + FOOT_LEADING * number, weight))
    return "".join([*parts, "</g>"])


def _body(card: Card) -> str:
    struck = "" if card.item.active else f' text-decoration="line-through" {FILL["quiet"]}'
    set_line, x = (turned, WIDTH - PADDING) if card.text.right_to_left else (text, PADDING)
    lines = enumerate(card.text.lines)
    return "".join([set_line(line, x, FIRST_LINE + LINE_HEIGHT * number, struck) for number, line in lines])
