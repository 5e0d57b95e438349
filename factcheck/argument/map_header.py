"""What stands above a map: its title, how to read its lines, signs and bars, and notes on what is amiss."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.argument.text_metrics import WrappedText, measure_width, wrap_text
from factcheck.enums import RelationKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

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
    """A sample with its words, at a place. The sample is a relation's line, a bar, or a text struck out."""

    words: str
    relation: RelationKind | None = None
    bar: tuple[float, float, str] | None = None
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class MapHeader:
    """The head of a map: its title's lines, the keys, lines of notes below `notes_y`, and its height."""

    title: WrappedText
    keys: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    notes_y: float
    height: float


LEGEND = (
    LegendEntry(gettext_noop("supports"), relation=RelationKind.SUPPORT),
    LegendEntry(gettext_noop("attacks"), relation=RelationKind.ATTACK),
    LegendEntry(gettext_noop("undercuts a step"), relation=RelationKind.UNDERCUT),
    LegendEntry(gettext_noop("says the same"), relation=RelationKind.REPHRASE),
    LegendEntry(gettext_noop("strength, 0 to 1"), bar=(0.0, 0.7, "quiet")),
    LegendEntry(gettext_noop("a claim's, from the middle"), bar=(0.5, 0.8, "tone-4")),
    LegendEntry(gettext_noop("withdrawn, counts nothing")),
)


def build_header(title: str, notes: Sequence[str], room: float) -> MapHeader:
    """The head of a map `room` wide."""
    shown = wrap_text(title, room, TITLE_SIZE, most_lines=3)
    top = TITLE_LEADING * len(shown.lines) + (10 if shown.lines else 0)
    keys = _placed(top, room)
    notes_y = keys[-1].y + ROW_HEIGHT
    lines = tuple(line for note in notes for line in wrap_text(note, room, SIZE, MAX_NOTE_LINES).lines)
    return MapHeader(shown, keys, lines, notes_y, notes_y + NOTE_LEADING * len(lines) + 12)


def _placed(top: float, room: float) -> tuple[LegendEntry, ...]:
    """The keys in as many rows as they need."""
    x, y = 0.0, float(top)
    placed = []
    for key in LEGEND:
        words = _(key.words)
        wide = LABEL_X + measure_width(words, SIZE)
        if x and x + wide > room:
            x, y = 0.0, y + ROW_HEIGHT
        placed.append(LegendEntry(words, key.relation, key.bar, x, y))
        x += wide + GAP
    return tuple(placed)
