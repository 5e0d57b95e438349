"""The SVG of the header above a map."""

from factcheck.argument.layout.layout_types import RelationLine
from factcheck.argument.map_header import (
    BASELINE,
    LABEL_X,
    NOTE_LEADING,
    SAMPLE_MIDDLE,
    SAMPLE_WIDTH,
    SIZE,
    TITLE_LEADING,
    TITLE_SIZE,
    LegendEntry,
    MapHeader,
)
from factcheck.argument.palette import LIGHT
from factcheck.argument.svg.parts import (
    FILL,
    render_bar,
    render_line,
    render_rtl_text,
    render_sign,
    render_text,
)
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _

SMALL = f' font-size="{SIZE}" {FILL["quiet"]}'


def render_header(header: MapHeader, max_width: float) -> str:
    """Return the title, the legend and the notes, starting at the top left."""
    render_line_of_text, x = (render_rtl_text, max_width) if header.title.right_to_left else (render_text, 0)
    large = f' font-size="{TITLE_SIZE}" font-weight="600"'
    titles = enumerate(header.title.lines)
    notes = enumerate(header.notes)
    return "".join(
        [
            *(
                render_line_of_text(line, x, TITLE_SIZE + TITLE_LEADING * number, large)
                for number, line in titles
            ),
            *map(_render_legend_entry, header.legend),
            *(
                render_text(line, 0, header.notes_y + BASELINE + NOTE_LEADING * number, SMALL)
                for number, line in notes
            ),
        ]
    )


def _render_legend_entry(entry: LegendEntry) -> str:
    if entry.relation:
        sample = _render_sample_relation(entry.relation)
    elif entry.bar:
        sample = render_bar(0, SAMPLE_MIDDLE - 3, *entry.bar)
    else:
        sample = render_text(_("a text"), 4, BASELINE, f' text-decoration="line-through"{SMALL}')
    label = render_text(entry.label, LABEL_X, BASELINE, SMALL)
    return f'<g transform="translate({entry.x:.1f} {entry.y:.1f})">{sample}{label}</g>'


def _render_sample_relation(kind: RelationKind) -> str:
    colour = LIGHT[str(kind)]
    points = tuple((float(x), float(SAMPLE_MIDDLE)) for x in (SAMPLE_WIDTH, 30, 16, 0))
    line = render_line(kind, RelationLine("", "", True, points))
    return (
        f'<g class="f-{kind} s-{kind}" stroke="{colour}" fill="{colour}" stroke-width="1.5" font-size="15"'
        f' text-anchor="middle">{line}{render_sign(kind, (SAMPLE_WIDTH - 14, SAMPLE_MIDDLE))}</g>'
    )
