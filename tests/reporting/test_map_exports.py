import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from factcheck.argument.formats import READERS, WRITERS, read
from factcheck.argument.graph import Graph
from factcheck.argument.pdf_png import Paper
from factcheck.argument.print_plan import Sheet
from factcheck.enums import Stance
from factcheck.reporting import map_exports
from factcheck.reporting.exporters import write_export
from tests.reporting import samples

LINK = "{http://www.w3.org/2000/svg}a"


def links(svg):
    return {link.get("href") for link in ET.fromstring(svg).iter(LINK)}


def test_in_the_page_a_card_links_to_its_claim_or_evidence():
    assert links(map_exports.draw_for_page(samples.report())) == {
        *(f"#claim-{number}" for number in (1, 2, 3, 4)),
        *(f"#evidence-{number}" for number in (1, 2, 3, 4, 5)),
    }


def test_in_a_file_a_card_links_to_the_page_of_its_claim():
    report = samples.report()
    linked = tuple(replace(item, url=f"https://desk.example/{item.id}") for item in report.graph.statements)
    svg = map_exports.write_svg(replace(report, graph=replace(report.graph, statements=linked)))
    assert "https://desk.example/c1" in links(svg)


def test_a_statement_outside_the_report_keeps_its_url():
    report = samples.report(claims=())
    linked = tuple(replace(item, url="https://desk.example/premise") for item in report.graph.statements)
    svg = map_exports.draw_for_page(replace(report, graph=replace(report.graph, statements=linked)))
    assert links(svg) == {"https://desk.example/premise"}


def test_the_pdf_map_leaves_out_unlinked_claims():
    names = {item.id for item in map_exports.drop_unlinked_claims(samples.report().graph).statements}
    assert names == {"c1", "c2", "e1", "e2", "e3", "e4", "e5"}


def test_the_pdf_map_includes_a_claim_with_context_only():
    claim = samples.claim(1, samples.TITLE, evidence=(samples.evidence(stance=Stance.CONTEXT),))
    assert (
        len(
            map_exports.drop_unlinked_claims(
                samples.graph((claim, samples.claim(2, samples.TITLE)))
            ).statements
        )
        == 2
    )


def test_a_map_without_relations_has_no_pages():
    report = samples.report(graph=samples.graph(samples.claims()[3:]))
    assert map_exports.paginate_for_print(report, Sheet(600, 800, 26)) == []


@pytest.mark.parametrize("size", [(640, 800), (700, 500)])
def test_the_pages_of_the_map_have_the_size_of_the_sheet_or_are_trimmed_to_it(size):
    pages = map_exports.paginate_for_print(samples.report(), Sheet(*size, 26, is_trimmed=True))
    assert all(page.width == size[0] and page.height <= size[1] for page in pages)


def test_the_map_is_written_as_png_and_pdf():
    assert map_exports.write_png(samples.report()).startswith(b"\x89PNG")
    for paper in Paper:
        assert map_exports.make_pdf_writer(paper)(samples.report()).startswith(b"%PDF")


@pytest.mark.parametrize("kind", sorted(set(WRITERS) & set(READERS)))
def test_an_exported_map_can_be_imported(kind):
    graph = read(write_export(samples.report(), kind), kind).graph
    assert isinstance(graph, Graph)
    assert samples.claims()[1].wording in {item.text for item in graph.statements}
