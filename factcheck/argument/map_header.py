"""The header above a map: title, legend and notes.

The legend explains lines, signs and bars.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.argument.text_metrics import WrappedText, measure_width, wrap_text
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

# The legend has three rows at this width. More rows would make the header taller than a small map.
MIN_WIDTH = 560
TITLE_SIZE = 20
TITLE_LEADING = 27
SIZE = 11.5
ROW_HEIGHT = 26
SAMPLE_WIDTH = 46
SAMPLE_MIDDLE = 13
LABEL_X = SAMPLE_WIDTH + 8
BASELINE = 17
GAP = 22
NOTE_LEADING = 18
MAX_NOTE_LINES = 4


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """An entry of the legend: a sample with its label and position.

    The sample is a relation's line, a bar, or text that is struck out.
    """

    label: str
    relation: RelationKind | None = None
    bar: tuple[float, float, str] | None = None
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class MapHeader:
    """The header of a map.

    `title` and `notes` are lines; the notes are below `notes_y`. The height is in pixels.
    """

    title: WrappedText
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    notes_y: float
    height: float


LEGEND = (
    LegendEntry(gettext_noop("supports"), relation=RelationKind.SUPPORT),
    LegendEntry(gettext_noop("attacks"), relation=RelationKind.ATTACK),
    LegendEntry(gettext_noop("undercuts"), relation=RelationKind.UNDERCUT),
    LegendEntry(gettext_noop("rephrases"), relation=RelationKind.REPHRASE),
    LegendEntry(gettext_noop("strength, 0 to 1"), bar=(0.0, 0.7, "quiet")),
    LegendEntry(gettext_noop("claim score (centre = undecided)"), bar=(0.5, 0.8, "tone-4")),
    LegendEntry(gettext_noop("withdrawn, not counted")),
)


def build_header(title: str, notes: Sequence[str], max_width: float) -> MapHeader:
    """Return the header of a map that is `max_width` pixels entry_width."""
    shown = wrap_text(title, max_width, TITLE_SIZE, max_lines=3, strong=True)
    top = TITLE_LEADING * len(shown.lines) + (10 if shown.lines else 0)
    legend = _place_legend(top, max_width)
    notes_y = legend[-1].y + ROW_HEIGHT
    lines = tuple(line for note in notes for line in wrap_text(note, max_width, SIZE, MAX_NOTE_LINES).lines)
    return MapHeader(shown, legend, lines, notes_y, notes_y + NOTE_LEADING * len(lines) + 12)


def _place_legend(top: float, max_width: float) -> tuple[LegendEntry, ...]:
    """Return the legend with positions, in as many rows as it needs."""
    x, y = 0.0, float(top)
    placed = []
    for entry in LEGEND:
        label = _(entry.label)
        entry_width = LABEL_X + measure_width(label, SIZE)
        if x and x + entry_width > max_width:
            x, y = 0.0, y + ROW_HEIGHT
        placed.append(LegendEntry(label, entry.relation, entry.bar, x, y))
        x += entry_width + GAP
    return tuple(placed)
