"""What stands in the box of a statement, line by line, and how large the box is. Draws nothing.

Screen and print draw the same cards, so that both break lines alike.
"""

from dataclasses import dataclass

from factcheck.argument.computed_labels import DEFAULT_THRESHOLDS, Thresholds, label_for
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.palette import get_tone
from factcheck.argument.semantics import Evaluation
from factcheck.argument.text_metrics import WrappedText, truncate_to_width, visible_text, wrap_text
from factcheck.enums import StatementKind
from factcheck.i18n import gettext as _
from factcheck.i18n import gettext_noop

WIDTH = 252
PADDING = 12
TEXT_WIDTH = WIDTH - 2 * PADDING
TEXT_SIZE = 13
SMALL_SIZE = 11
LINE_HEIGHT = 18
HEAD_HEIGHT = 28
HEAD_LINE = 19
FIRST_LINE = HEAD_HEIGHT + 13
METER_WIDTH = 46
METER_X = WIDTH - PADDING - 30 - METER_WIDTH
METER_Y = 12
STRIPE = 4
STUB_LINE = 20
FOOT_LEADING = 16
FOOT_PADDING = 6
MAX_LINES = 6
KIND_LABELS = {
    StatementKind.CLAIM: gettext_noop("Claim"),
    StatementKind.EVIDENCE: gettext_noop("Evidence"),
    StatementKind.PREMISE: gettext_noop("Premise"),
}


@dataclass(frozen=True, slots=True)
class NodeCard:
    """A box: its head (what it is), its text, its foot (what it adds up to; the verdict), its strength.

    What is withdrawn or mere context is not `weighed`: its strength is not shown.
    """

    item: Statement
    head: str
    text: WrappedText
    foot: tuple[str, ...]
    strength: float
    weighed: bool
    height: int
    width: int = WIDTH

    @property
    def meter(self) -> tuple[float, float, str]:
        """Where the bar begins and ends, and its colour: a claim's begins in the middle, where no side has won."""
        if self.item.kind is not StatementKind.CLAIM:
            return 0.0, self.strength, "quiet"
        return min(0.5, self.strength), max(0.5, self.strength), get_tone(self.strength)

    @property
    def foot_baseline(self) -> float:
        """The baseline of the first line of the foot."""
        return self.height - FOOT_LEADING * len(self.foot) + 5


def build_cards(
    graph: Graph, evaluation: Evaluation, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> dict[str, NodeCard]:
    """The card of every statement, by its id."""
    return {
        item.id: _card(item, evaluation, thresholds, bool(graph.context_of(item)))
        for item in graph.statements
    }


def _card(item: Statement, evaluation: Evaluation, thresholds: Thresholds, context: bool) -> NodeCard:
    text = wrap_text(item.text, TEXT_WIDTH, TEXT_SIZE, MAX_LINES)
    foot = _foot(item, evaluation, thresholds)
    height = HEAD_HEIGHT + LINE_HEIGHT * max(len(text.lines), 1) + PADDING // 2
    if foot:
        height += FOOT_PADDING + FOOT_LEADING * len(foot)
    kind = _("Context") if context else _(KIND_LABELS[item.kind])
    head = kind if item.active else _("%(kind)s, withdrawn") % {"kind": kind}
    weighed = item.active and not context
    return NodeCard(item, head, text, foot, evaluation.strength[item.id], weighed, height)


def _foot(item: Statement, evaluation: Evaluation, thresholds: Thresholds) -> tuple[str, ...]:
    """For a claim the verdict that people decided, and what its evidence adds up to."""
    if item.kind is not StatementKind.CLAIM or not item.active:
        return ()
    name = item.id
    computed = label_for(
        evaluation.strength[name], evaluation.support[name], evaluation.attack[name], thresholds
    )
    verdict = (
        _("Verdict: %(label)s") % {"label": visible_text(item.label)} if item.label else _("No verdict yet")
    )
    return truncate_to_width(verdict, TEXT_WIDTH, SMALL_SIZE), _("Adds up to: %(label)s") % {
        "label": computed.words
    }


def truncate_at_word(text: str, most: int = 60) -> str:
    """The beginning of a text, cut at a word where there is one."""
    shown = visible_text(text[: 4 * most])
    if len(shown) <= most:
        return shown
    head = shown[:most]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:.") + "…"
