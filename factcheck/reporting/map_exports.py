"""The argument map of a report: as a file, in the HTML page, and in the PDF."""

from collections.abc import Callable
from dataclasses import replace

from factcheck.argument import formats, pdf_png
from factcheck.argument.graph import Graph
from factcheck.argument.pagination import MapPage
from factcheck.argument.pdf_png import Paper
from factcheck.argument.print_plan import Sheet
from factcheck.argument.svg_document import draw_map
from factcheck.reporting.report import Report


def write_svg(report: Report) -> bytes:
    """Return the map as an SVG document."""
    return draw_map(report.graph, evaluation=report.evaluate(report.graph)).encode()


def write_png(report: Report) -> bytes:
    """Return the map as a PNG image. Raises PrintError for a map too large to be read."""
    return pdf_png.render_png(report.graph, evaluation=report.evaluate(report.graph))


def make_pdf_writer(paper: Paper) -> Callable[[Report], bytes]:
    """Return the function that writes a report's map as a PDF for a size of paper."""
    return lambda report: pdf_png.render_pdf(
        report.graph,
        evaluation=report.evaluate(report.graph),
        paper=paper,
        timestamp=int(report.made_at.timestamp()),
    )


def make_writer(kind: str) -> Callable[[Report], bytes]:
    """Return the function that writes a report's map in one of the formats of other programs."""
    return lambda report: formats.write(report.graph, kind)


def draw_for_page(report: Report) -> str:
    """Return the map as SVG for the HTML page, with the page's colours.

    Each card is a link to its claim or evidence in the page.
    """
    targets = {f"c{claim.id}": f"#claim-{claim.number}" for claim in report.claims}
    targets |= {f"e{item.id}": f"#evidence-{item.id}" for claim in report.claims for item in claim.evidence}
    graph = _with_links(report.graph, targets)
    return draw_map(graph, evaluation=report.evaluate(graph), standalone=False)


def _without_links(graph: Graph) -> Graph:
    # In the PDF the drawing is marked as decoration, since the text says the same, and PDF/UA-1 forbids links in it.
    return replace(graph, statements=tuple(replace(item, url="") for item in graph.statements))


def paginate_for_print(report: Report, sheet: Sheet) -> list[MapPage]:
    """Return the map without unlinked claims on sheets of this size. Empty if no claim is linked to anything."""
    graph = replace(_without_links(drop_unlinked_claims(report.graph)), title="")
    return pdf_png.paginate(graph, report.evaluate(graph), [sheet]) if graph.statements else []


def drop_unlinked_claims(graph: Graph) -> Graph:
    """Return the map without the claims that nothing is linked to."""
    linked = {name for item in graph.relations for name in (item.target, *item.premises)}
    for item in graph.statements:
        if claim_id := item.extra.get("context_of"):
            linked |= {claim_id, item.id}
    return replace(graph, statements=tuple(item for item in graph.statements if item.id in linked))


def _with_links(graph: Graph, targets: dict[str, str]) -> Graph:
    statements = (replace(item, url=targets.get(item.id, item.url)) for item in graph.statements)
    return replace(graph, statements=tuple(statements))
