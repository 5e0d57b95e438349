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
    set_line, x = (svg.turned, room) if shown.right_to_left else (svg.text, 0)
    attributes = f' font-size="{TITLE_SIZE}" font-weight="600"'
    lines = enumerate(shown.lines)
    parts = [set_line(line, x, TITLE_SIZE + TITLE_LEADING * number, attributes) for number, line in lines]
    top = TITLE_LEADING * len(parts) + (10 if parts else 0)
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
        label = svg.text(words, SAMPLE_WIDTH + 8, 17, f' font-size="{SIZE}" {svg.FILL["quiet"]}')
        placed.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}{label}</g>')
        x += wide + GAP
    return placed, y + ROW_HEIGHT - top


def _samples() -> list[tuple[str, str]]:
    struck = f' font-size="{SIZE}" text-decoration="line-through" {svg.FILL["quiet"]}'
    return [
        *((_relation(kind), words) for kind, words in KEYS.items()),
        (svg.bar(0, 10, 0.0, 0.7, "quiet"), "strength, 0 to 1"),
        (svg.bar(0, 10, 0.5, 0.8, "tone-4"), "a claim's, from the middle"),
        (svg.text("a text", 4, 17, struck), "withdrawn, counts nothing"),
    ]


def _relation(kind: RelationKind) -> str:
    colour = LIGHT[str(kind)]
    points = ((SAMPLE_WIDTH, 13.0), (30.0, 13.0), (16.0, 13.0), (0.0, 13.0))
    line = svg.curve(kind, Line("", "", True, points))
    return (
        f'<g class="f-{kind} s-{kind}" stroke="{colour}" fill="{colour}" stroke-width="1.5" font-size="15"'
        f' text-anchor="middle">{line}{svg.sign(kind, (SAMPLE_WIDTH - 14, 13))}</g>'
    )
