"""Draws a map as SVG, as a document of its own or as a part of a page.

The text stays text, and there is no script.

`layout` determines the positions, `node_cards` the content of the cards, and `svg` the markup of single elements.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

from factcheck.argument.explanation_text import quote_statement
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.layout.geometry import compute_sign_position
from factcheck.argument.layout.layout_types import MapLayout, RelationLine
from factcheck.argument.layout.map_layout import lay_out_map
from factcheck.argument.map_header import MIN_WIDTH, build_header
from factcheck.argument.node_cards import TEXT_SIZE, NodeCard, build_cards
from factcheck.argument.palette import FONT_FAMILY, LIGHT, VERBS, build_stylesheet
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.argument.summary import describe_map, list_notes
from factcheck.argument.svg.cards import render_card, render_stub
from factcheck.argument.svg.controls import CardControl
from factcheck.argument.svg.header import render_header
from factcheck.argument.svg.parts import FILL, escape_text, render_line, render_relation, render_sign
from factcheck.argument.text_metrics import visible_text
from factcheck.i18n import gettext as _

MARGIN = 24
EMPTY: Mapping[str, Sequence[CardControl]] = MappingProxyType({})


def draw_map(
    graph: Graph,
    *,
    evaluation: Evaluation | None = None,
    standalone: bool = True,
    controls: Mapping[str, Sequence[CardControl]] = EMPTY,
) -> str:
    """Return the map as SVG.

    A `standalone` document has a title and the style sheet of the colours; a part of a page uses those of the page, and
    can have `controls` by the ids of statements.
    """
    evaluation = evaluation or evaluate(graph)
    cards = build_cards(graph, evaluation)
    layout = lay_out_map(graph, cards)
    return render_document(graph, evaluation, cards, layout, standalone=standalone, controls=controls)


def render_document(
    graph: Graph,
    evaluation: Evaluation,
    cards: Mapping[str, NodeCard],
    layout: MapLayout,
    *,
    standalone: bool,
    controls: Mapping[str, Sequence[CardControl]] = EMPTY,
) -> str:
    """Return the SVG of a map with a given layout."""
    width = max(layout.width, MIN_WIDTH)
    header = build_header(graph.title if standalone else "", list_notes(graph, evaluation), width)
    parts = [
        _opening_tag(width + 2 * MARGIN, layout.height + header.height + 2 * MARGIN),
        f'<title id="map-title">{escape_text(visible_text(graph.title) or _("Argument map"))}</title>',
        f'<desc id="map-desc">{escape_text(describe_map(graph, evaluation))}</desc>',
        f'<style>{build_stylesheet()}</style><rect width="100%" height="100%" {FILL["paper"]}/>'
        if standalone
        else "",
        f'<g transform="translate({MARGIN} {MARGIN})">{render_header(header, width)}</g>',
        f'<g transform="translate({MARGIN} {MARGIN + header.height:g})">',
        '<g class="relations" fill="none" stroke-width="1.5" font-size="15" text-anchor="middle">',
        *_draw_relations(graph, layout, evaluation),
        "</g>",
        *(
            render_stub(cards[box.statement], box)
            if box.stub
            else render_card(cards[box.statement], box, controls.get(box.statement, ()))
            for box in layout.boxes
        ),
        "</g></svg>",
    ]
    return "\n".join(parts)


def _opening_tag(width: float, height: float) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="argument-map" role="group"'
        f' aria-labelledby="map-title" aria-describedby="map-desc" {size}'
        f' font-family="{FONT_FAMILY}" font-size="{TEXT_SIZE}" fill="{LIGHT["ink"]}">'
    )


def _draw_relations(graph: Graph, layout: MapLayout, evaluation: Evaluation) -> Iterator[str]:
    """Yield each relation once, with all parts of its line and its sign.

    The sign is at the joint of the relation, or near its premise.
    """
    lines: dict[str, list[RelationLine]] = {}
    for line in layout.lines:
        lines.setdefault(line.relation, []).append(line)
    joints = {joint.relation: joint.at for joint in layout.joints}
    titles = _RelationTitles(graph)
    yield from (render_line(None, line) for line in lines.pop("", []))
    for name, parts in lines.items():
        item = graph.relation[name]
        counts = graph.is_counted(item)
        curves = [render_line(item.kind, part) for part in parts]
        sign = render_sign(item.kind, joints.get(name) or compute_sign_position(parts[0].points))
        title = titles.describe(item, f"{evaluation.strength[name]:.2f}" if counts else "")
        yield render_relation(name, item.kind, title, [*curves, sign], counts)


class _RelationTitles:
    """The titles of the relations of a map. A statement that many relations have is quoted once."""

    def __init__(self, graph: Graph) -> None:
        self._quote = cache(partial(quote_statement, graph))
        self._statements = graph.statement
        self._verbs = {kind: _(verb) for kind, verb in VERBS.items()}
        self._sentence, self._strength = (
            _("%(who)s %(does)s %(aim)s (%(weight)s)"),
            _("strength %(strength)s"),
        )
        self._and, self._relation, self._not_counted = _(" and "), _("a relation"), _("not counted")

    def describe(self, item: Relation, strength: str) -> str:
        """Return who does what to whom, and the strength; without one, the relation is not counted."""
        weight = self._strength % {"strength": strength} if strength else self._not_counted
        params = {
            "who": self._and.join(map(self._quote, item.premises)),
            "does": self._verbs[item.kind],
            "aim": self._quote(item.target) if item.target in self._statements else self._relation,
            "weight": f"{weight}, {visible_text(item.scheme)}" if item.scheme else weight,
        }
        return self._sentence % params
