"""The card of a statement: its lines of text and its size in pixels.

Draws nothing.

The drawings for screen and print use the same cards, so that both break lines at the same words.
"""

from dataclasses import dataclass, replace

from factcheck.argument.citations import cite, format_date
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.palette import get_tone
from factcheck.argument.semantics import Evaluation
from factcheck.argument.text_metrics import (
    WrappedText,
    measure_width,
    truncate_clusters,
    truncate_to_width,
    visible_text,
    wrap_text,
)
from factcheck.enums import StatementKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

# All sizes are in CSS pixels. The width fits about 35 characters in a line of the body size.
WIDTH = 252
PADDING = 12
TEXT_WIDTH = WIDTH - 2 * PADDING
TEXT_SIZE = 13
SMALL_SIZE = 11
LINE_HEIGHT = 18
HEAD_HEIGHT = 28
HEAD_LINE = 19
FIRST_LINE = HEAD_HEIGHT + 13
TITLE_SIZE = 12
TITLE_LEADING = 17
METER_WIDTH = 46
METER_X = WIDTH - PADDING - 30 - METER_WIDTH
METER_Y = 12
STRIPE = 4
STUB_LINE = 20
FOOT_LEADING = 16
FOOT_PADDING = 6
# A longer text is cut with an ellipsis: a card of more lines pushes its neighbours off the screen. The whole text is in
# the title of the card.
MAX_LINES = 6
MAX_CITATION_LINES = 4
NO_TEXT = WrappedText((), right_to_left=False, cut=False)
KIND_LABELS = {
    StatementKind.CLAIM: gettext_noop("Claim"),
    StatementKind.EVIDENCE: gettext_noop("Evidence"),
    StatementKind.PREMISE: gettext_noop("Premise"),
}


@dataclass(frozen=True, slots=True)
class NodeCard:
    """The card of a statement.

    It has a head (the kind of statement), a title, a text, a citation, a foot (verdict and computed label) and a
    strength. Most statements have no title, and only evidence has a citation.

    The strength is shown only if `weighed`, which excludes withdrawn statements and context.
    """

    item: Statement
    head: str
    title: WrappedText
    text: WrappedText
    citation: WrappedText
    foot: tuple[str, ...]
    strength: float
    weighed: bool
    height: int
    width: int = WIDTH

    @property
    def meter(self) -> tuple[float, float, str]:
        """The start, end (in 0..1) and colour of the strength bar.

        That of a claim starts at 0.5, its base score.
        """
        if self.item.kind is not StatementKind.CLAIM:
            return 0.0, self.strength, "quiet"
        return min(0.5, self.strength), max(0.5, self.strength), get_tone(self.strength)

    @property
    def first_baseline(self) -> float:
        """The y coordinate of the baseline of the first line of the text."""
        return FIRST_LINE + TITLE_LEADING * len(self.title.lines)

    @property
    def citation_baseline(self) -> float:
        """The y coordinate of the baseline of the first line of the citation."""
        return self.first_baseline + LINE_HEIGHT * max(len(self.text.lines), 1)

    @property
    def foot_baseline(self) -> float:
        """The y coordinate of the baseline of the first line of the foot."""
        return self.height - FOOT_LEADING * len(self.foot) + 5


def build_cards(graph: Graph, evaluation: Evaluation) -> dict[str, NodeCard]:
    """Return the card of every statement, by its id."""
    return {
        item.id: _build_card(item, evaluation, bool(graph.find_context_claim(item)))
        for item in graph.statements
    }


def _build_card(item: Statement, evaluation: Evaluation, context: bool) -> NodeCard:
    has_title = bool(item.title) and item.title != item.text
    title = wrap_text(item.title, TEXT_WIDTH, TITLE_SIZE, 1, strong=True) if has_title else NO_TEXT
    text = wrap_text(item.text, TEXT_WIDTH, TEXT_SIZE, MAX_LINES)
    citation = _wrap_citation(item)
    foot = _build_foot(item, evaluation)
    height = HEAD_HEIGHT + LINE_HEIGHT * max(len(text.lines), 1) + PADDING // 2
    height += TITLE_LEADING * len(title.lines) + FOOT_LEADING * len(citation.lines)
    if foot:
        height += FOOT_PADDING + FOOT_LEADING * len(foot)
    kind = _("Context") if context else _(KIND_LABELS[item.kind])
    head = kind if item.active else _("%(kind)s, withdrawn") % {"kind": kind}
    weighed = item.active and not context
    return NodeCard(item, head, title, text, citation, foot, evaluation.strength[item.id], weighed, height)


def _wrap_citation(item: Statement) -> WrappedText:
    """Return the lines of the citation. The date is never cut, and in one line."""
    if not cite(item):
        return NO_TEXT
    names = wrap_text(cite(replace(item, published_on="")), TEXT_WIDTH, SMALL_SIZE, MAX_CITATION_LINES - 1)
    lines, day = names.lines, visible_text(format_date(item.published_on))
    joined = _(", ").join([*lines[-1:], day]) if day else "".join(lines[-1:])
    if measure_width(joined, SMALL_SIZE) <= TEXT_WIDTH:
        return replace(names, lines=(*lines[:-1], joined) if joined else ())
    return replace(names, lines=(*lines, truncate_to_width(day, TEXT_WIDTH, SMALL_SIZE)))


def _build_foot(item: Statement, evaluation: Evaluation) -> tuple[str, ...]:
    """Return the lines of verdict and computed label, () for other statements."""
    if item.kind is not StatementKind.CLAIM or not item.active:
        return ()
    verdict = (
        _("Verdict: %(label)s") % {"label": visible_text(item.label)} if item.label else _("No verdict yet")
    )
    return truncate_to_width(verdict, TEXT_WIDTH, SMALL_SIZE, strong=True), _("Computed: %(label)s") % {
        "label": evaluation.label(item.id).label
    }


def truncate_at_word(text: str, max_length: int = 60) -> str:
    """Return the beginning of a text.

    It is cut between words if it has a space in the second half.
    """
    # Four times the length is enough even if most of the text is white space, and spares reading a whole document.
    shown = visible_text(text[: 4 * max_length])
    if len(shown) <= max_length:
        return shown
    head = truncate_clusters(shown, max_length)
    return (head.rsplit(" ", 1)[0] if " " in head[max_length // 2 :] else head).rstrip(" ,;:.") + "…"
