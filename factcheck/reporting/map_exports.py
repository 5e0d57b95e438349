"""The argument map of a report, as a file of its own and as a part of the page."""

from collections.abc import Callable
from dataclasses import replace

from factcheck.argument import formats, pdf_png
from factcheck.argument.computed_labels import DEFAULT_THRESHOLDS
from factcheck.argument.graph import Graph
from factcheck.argument.layout.map_layout import lay_out_map
from factcheck.argument.map_header import MIN_WIDTH, build_header
from factcheck.argument.node_cards import build_cards
from factcheck.argument.pagination import MARGIN, MapPage, paginate
from factcheck.argument.semantics import evaluate
from factcheck.argument.summary import list_notes
from factcheck.argument.svg_document import draw_map
from factcheck.reporting.report import Report


def write_svg(report: Report) -> bytes:
    """The map as a picture that stands alone."""
    return draw_map(report.graph).encode()


def write_png(report: Report) -> bytes:
    """The map as a picture of dots. Raises CannotPrint for one too large to be read."""
    return pdf_png.render_png(report.graph)


def write_pdf(report: Report) -> bytes:
    """The map on pages of its own size."""
    return pdf_png.render_pdf(report.graph, timestamp=int(report.made_at.timestamp()))


def make_writer(kind: str) -> Callable[[Report], bytes]:
    """Writes the map in one of the interchange formats."""
    return lambda report: formats.write(report.graph, kind)


def draw_for_page(report: Report) -> str:
    """The map as SVG that takes its colours from the page; its claims and evidence lead to where they stand in it."""
    places = {f"c{claim.id}": f"#claim-{claim.number}" for claim in report.claims}
    places |= {f"e{item.id}": f"#evidence-{item.id}" for claim in report.claims for item in claim.evidence}
    return draw_map(_with_links(report.graph, places), standalone=False)


def _without_links(graph: Graph) -> Graph:
    """In the report the drawing is an ornament beside the words, and an ornament may hold no links (PDF/UA-1)."""
    return replace(graph, statements=tuple(replace(one, url="") for one in graph.statements))


def paginate_for_print(report: Report, width: float, height: float) -> list[MapPage]:
    """The argued part of the map, on as many pieces as it takes for each to fit `width` by `height` pixels.

    Pieces are wider than that where the map is: the page scales them down. None where nothing has been argued yet.
    """
    graph = _without_links(drop_unlinked_claims(report.graph))
    if not graph.statements:
        return []
    evaluation = evaluate(graph)
    found = build_cards(graph, evaluation, DEFAULT_THRESHOLDS)
    plan = lay_out_map(graph, found)
    room = max(plan.width, MIN_WIDTH)
    above = build_header("", list_notes(graph, evaluation), room)
    return paginate(graph, plan, found, above, height * max(1.0, (room + 2 * MARGIN) / width))


def drop_unlinked_claims(graph: Graph) -> Graph:
    """The map without the claims that nothing is linked to."""
    named = {name for item in graph.relations for name in (item.target, *item.premises)}
    for item in graph.statements:
        if about := item.extra.get("context_of"):
            named |= {about, item.id}
    return replace(graph, statements=tuple(item for item in graph.statements if item.id in named))


def _with_links(graph: Graph, places: dict[str, str]) -> Graph:
    moved = (replace(item, url=places.get(item.id, item.url)) for item in graph.statements)
    return replace(graph, statements=tuple(moved))
