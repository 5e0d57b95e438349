"""Draws a map as SVG: a document of its own, or a part of a page. Native text, no script.

Where things stand `layout` decides, what a card says `cards`, how one thing looks `svg`.
"""

from html import escape

from factcheck.argument import legend, svg
from factcheck.argument.cards import Card, cards, excerpt
from factcheck.argument.graph import Graph, Relation
from factcheck.argument.labels import DEFAULT_THRESHOLDS, Thresholds
from factcheck.argument.layout import lay_out
from factcheck.argument.measuring import missing, seen
from factcheck.argument.palette import FONT_FAMILY, VERBS, stylesheet
from factcheck.argument.plan import Line, Plan
from factcheck.argument.semantics import Evaluation, evaluate

MARGIN = 24
LONGEST_TITLE = 600
MOST_NAMED = 20


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
    graph: Graph, evaluation: Evaluation, found: dict[str, Card], plan: Plan, *, standalone: bool
) -> str:
    """The SVG of a map that has been laid out."""
    width = max(plan.width, legend.LEAST_WIDTH) + 2 * MARGIN
    head, top = legend.heading(graph.title if standalone else "", width - 2 * MARGIN)
    height = plan.height + top + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="argument-map" role="group" aria-labelledby="map-title"'
        f' aria-describedby="map-desc" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' height="{height:.0f}" font-family="{FONT_FAMILY}" {svg.fill("ink")}>',
        f'<title id="map-title">{escape(seen(graph.title) or "Argument map", quote=False)}</title>',
        f'<desc id="map-desc">{escape(describe(graph, evaluation), quote=False)}</desc>',
        f"<style>{stylesheet()}</style>" if standalone else "",
        f'<rect width="100%" height="100%" {svg.fill("paper")}/>' if standalone else "",
        f'<g transform="translate({MARGIN} {MARGIN})">{head}</g>',
        f'<g transform="translate({MARGIN} {MARGIN + top:g})">',
        '<g class="relations" fill="none" stroke-width="1.5" font-size="15" text-anchor="middle">',
        *_relations(graph, plan, evaluation),
        "</g>",
        *(
            svg.stub(found[box.statement], box)
            if box.stub
            else svg.card(found[box.statement], box, _summary(found[box.statement]))
            for box in plan.boxes
        ),
        "</g></svg>",
    ]
    return "\n".join(part for part in parts if part)


def describe(graph: Graph, evaluation: Evaluation) -> str:
    """The map in a few sentences, for people who do not see it."""
    said = [
        f"{len(graph.statements)} statements and {len(graph.relations)} relations between them; claims stand at the left,"
        " what bears on them to their right.",
        f"Strengths run from 0 to 1 ({evaluation.semantics.replace('_', ' ')}).",
    ]
    if not evaluation.converged:
        said.append("Some statements argue in a circle whose strengths did not settle.")
    if absent := uncovered(graph):
        named = ", ".join(f"U+{ord(char):04X}" for char in absent[:MOST_NAMED])
        said.append(f"No font at hand has these characters: {named}.")
    return " ".join(said)


def uncovered(graph: Graph) -> tuple[str, ...]:
    """The characters of the map's texts that none of the fonts has a glyph for, each once."""
    texts = (
        graph.title,
        *(item.text for item in graph.statements),
        *(item.label for item in graph.statements),
    )
    return tuple(dict.fromkeys(char for text in texts for char in missing(text)))


def _relations(graph: Graph, plan: Plan, evaluation: Evaluation) -> list[str]:
    """Every relation once, with all pieces of its line and its sign: at its joint, or near its premise."""
    lines: dict[str, list[Line]] = {}
    for line in plan.lines:
        lines.setdefault(line.relation, []).append(line)
    joints = {joint.relation: joint.at for joint in plan.joints}
    drawn = [svg.line(None, line) for line in lines.pop("", [])]
    for name, pieces in lines.items():
        item = graph.relation[name]
        at = joints.get(name) or svg.sign_place(pieces[0])
        marks = [*(svg.line(item.kind, piece) for piece in pieces), svg.sign(item.kind, at)]
        drawn.append(
            svg.relation(name, item.kind, _said(graph, item, evaluation), marks, _counts(graph, item))
        )
    return drawn


def _counts(graph: Graph, item: Relation) -> bool:
    return item.active and all(graph.statement[premise].active for premise in item.premises)


def _said(graph: Graph, item: Relation, evaluation: Evaluation) -> str:
    premises = " and ".join(f"“{excerpt(graph.statement[premise].text)}”" for premise in item.premises)
    target = graph.statement.get(item.target)
    aim = f"“{excerpt(target.text)}”" if target else "a step of the argument"
    scheme = f", {seen(item.scheme)}" if item.scheme else ""
    state = f"strength {evaluation.strength[item.id]:.2f}" if _counts(graph, item) else "counts nothing"
    return f"{premises} {VERBS[item.kind]} {aim} ({state}{scheme})"


def _summary(card: Card) -> str:
    said = seen(card.item.text)
    cut = said if len(said) <= LONGEST_TITLE else f"{said[:LONGEST_TITLE]}…"
    weight = f"strength {card.strength:.2f}" if card.item.active else "counts nothing"
    return f"{card.head}: {cut} ({weight}{'. ' + card.foot if card.foot else ''})"
