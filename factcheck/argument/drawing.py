"""Draws a map as SVG: a document of its own, or a part of a page. Native text, no script.

Where things stand `layout` decides, what a card says `cards`, how one thing looks `svg`.
"""

from collections.abc import Iterator, Mapping

from factcheck.argument.cards import TEXT_SIZE, Card, cards
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.heading import LEAST_WIDTH, heading
from factcheck.argument.labels import DEFAULT_THRESHOLDS, Thresholds
from factcheck.argument.map_layout import lay_out
from factcheck.argument.measuring import seen
from factcheck.argument.palette import FONT_FAMILY, LIGHT, VERBS, stylesheet
from factcheck.argument.places.curves import sign_place
from factcheck.argument.places.plan import Line, Plan
from factcheck.argument.semantics import Evaluation, evaluate
from factcheck.argument.summary import notes, summary
from factcheck.argument.svg.cards import card, stub
from factcheck.argument.svg.heading import head
from factcheck.argument.svg.parts import FILL, curve, relation, safe, sign
from factcheck.argument.wording import quoted
from factcheck.i18n import gettext as _

MARGIN = 24


def draw(
    graph: Graph,
    *,
    evaluation: Evaluation | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    standalone: bool = True,
) -> str:
    """The map as SVG. One that stands alone has a heading and its own colours; one for a page takes the page's."""
    evaluation = evaluation or evaluate(graph)
    found = cards(graph, evaluation, thresholds)
    return document(graph, evaluation, found, lay_out(graph, found), standalone=standalone)


def document(
    graph: Graph, evaluation: Evaluation, found: Mapping[str, Card], plan: Plan, *, standalone: bool
) -> str:
    """The SVG of a map that has been laid out."""
    room = max(plan.width, LEAST_WIDTH)
    above = heading(graph.title if standalone else "", notes(graph, evaluation), room)
    parts = [
        _opening(room + 2 * MARGIN, plan.height + above.height + 2 * MARGIN),
        f'<title id="map-title">{safe(seen(graph.title) or _("Argument map"))}</title>',
        f'<desc id="map-desc">{safe(summary(graph, evaluation))}</desc>',
        f'<style>{stylesheet()}</style><rect width="100%" height="100%" {FILL["paper"]}/>'
        if standalone
        else "",
        f'<g transform="translate({MARGIN} {MARGIN})">{head(above, room)}</g>',
        f'<g transform="translate({MARGIN} {MARGIN + above.height:g})">',
        '<g class="relations" fill="none" stroke-width="1.5" font-size="15" text-anchor="middle">',
        *_relations(graph, plan, evaluation),
        "</g>",
        *((stub if box.stub else card)(found[box.statement], box) for box in plan.boxes),
        "</g></svg>",
    ]
    return "\n".join(parts)


def _opening(width: float, height: float) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="argument-map" role="group"'
        f' aria-labelledby="map-title" aria-describedby="map-desc" {size}'
        f' font-family="{FONT_FAMILY}" font-size="{TEXT_SIZE}" fill="{LIGHT["ink"]}">'
    )


def _relations(graph: Graph, plan: Plan, evaluation: Evaluation) -> Iterator[str]:
    """Every relation once, with all pieces of its line and its sign: at its joint, or near its premise."""
    lines: dict[str, list[Line]] = {}
    for line in plan.lines:
        lines.setdefault(line.relation, []).append(line)
    joints = {joint.relation: joint.at for joint in plan.joints}
    yield from (curve(None, line) for line in lines.pop("", []))
    for name, pieces in lines.items():
        item = graph.relation[name]
        counts = graph.counts(item)
        curves = [curve(item.kind, piece) for piece in pieces]
        marked = sign(item.kind, joints.get(name) or sign_place(pieces[0].points))
        weight = _("strength %(strength)s") % {"strength": f"{evaluation.strength[name]:.2f}"}
        said = _said(graph, item, weight if counts else _("counts nothing"))
        yield relation(name, item.kind, said, [*curves, marked], counts)


def _said(graph: Graph, item: Relation, weight: str) -> str:
    told = {
        "who": _(" and ").join(quoted(graph, premise) for premise in item.premises),
        "does": _(VERBS[item.kind]),
        "aim": quoted(graph, item.target) if item.target in graph.statement else _("a step of the argument"),
        "weight": f"{weight}, {seen(item.scheme)}" if item.scheme else weight,
    }
    return _("%(who)s %(does)s %(aim)s (%(weight)s)") % told
