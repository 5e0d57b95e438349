"""The head of a map: its title, and how to read its lines, signs and bars."""

from factcheck.argument import svg
from factcheck.argument.measuring import width, wrap
from factcheck.argument.palette import LIGHT
from factcheck.argument.plan import Line
from factcheck.terms import RelationKind

LEAST_WIDTH = 560
TITLE_SIZE = 20
TITLE_LEADING = 27
SIZE = 11.5
ROW_HEIGHT = 26
SAMPLE_WIDTH = 46
GAP = 22
KEYS = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts a step",
    RelationKind.REPHRASE: "says the same",
}


def heading(title: str, room: float) -> tuple[str, float]:
    """The head of a map `room` wide, and how high it is."""
    shown = wrap(title, room, TITLE_SIZE, most_lines=3)
    attributes = f'font-size="{TITLE_SIZE}" font-weight="600"'
    parts = [
        svg.text(line, 0, TITLE_SIZE + TITLE_LEADING * number, attributes, shown.right_to_left, room)
        for number, line in enumerate(shown.lines)
    ]
    top = TITLE_LEADING * len(shown.lines) + (10 if shown.lines else 0)
    keys, height = _keys(top, room)
    return "".join([*parts, *keys]), top + height + 12


def _keys(top: float, room: float) -> tuple[list[str], float]:
    """Samples with their words, in as many rows as they need."""
    x, y = 0.0, top
    placed = []
    for sample, words in _samples():
        wide = SAMPLE_WIDTH + 8 + width(words, SIZE)
        if x and x + wide > room:
            x, y = 0.0, y + ROW_HEIGHT
        label = svg.text(words, SAMPLE_WIDTH + 8, 17, f'font-size="{SIZE}" {svg.fill("quiet")}')
        placed.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}{label}</g>')
        x += wide + GAP
    return placed, y + ROW_HEIGHT - top


def _samples() -> list[tuple[str, str]]:
    relations = [(_relation(kind), words) for kind, words in KEYS.items()]
    return [*relations, (_meter(), "strength, 0 to 1"), (_struck(), "withdrawn, counts nothing")]


def _relation(kind: RelationKind) -> str:
    colour = LIGHT[str(kind)]
    points = ((SAMPLE_WIDTH, 13.0), (30.0, 13.0), (16.0, 13.0), (0.0, 13.0))
    line = svg.line(kind, Line("", "", True, points))
    return (
        f'<g class="f-{kind} s-{kind}" stroke="{colour}" fill="{colour}" stroke-width="1.5" font-size="15"'
        f' text-anchor="middle">{line}{svg.sign(kind, (SAMPLE_WIDTH - 14, 13))}</g>'
    )


def _meter() -> str:
    return f"<g>{''.join(svg.bar(0, 10, 0.0, 0.7, 'quiet'))}</g>"


def _struck() -> str:
    return svg.text("a text", 4, 17, f'font-size="{SIZE}" text-decoration="line-through" {svg.fill("quiet")}')
