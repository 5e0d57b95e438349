import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from factcheck.argument.formats import READERS, WRITERS, read
from factcheck.argument.graph import Graph
from factcheck.enums import Stance
from factcheck.reporting import map_exports
from factcheck.reporting.exporters import write_export
from tests.reporting import samples

LINK = "{http://www.w3.org/2000/svg}a"


def links(svg):
    return {link.get("href") for link in ET.fromstring(svg).iter(LINK)}


def test_on_the_page_a_card_leads_to_its_place_on_the_page():
    assert links(map_exports.draw_for_page(samples.report())) == {
        *(f"#claim-{number}" for number in (1, 2, 3, 4)),
        *(f"#evidence-{number}" for number in (1, 2, 3, 4, 5)),
    }


def test_alone_a_card_leads_to_the_page_of_its_claim():
    report = samples.report()
    linked = tuple(replace(item, url=f"https://desk.example/{item.id}") for item in report.graph.statements)
    svg = map_exports.write_svg(replace(report, graph=replace(report.graph, statements=linked)))
    assert "https://desk.example/c1" in links(svg)


def test_a_statement_that_is_no_part_of_the_report_keeps_its_own_link():
    report = samples.report(claims=())
    linked = tuple(replace(item, url="https://desk.example/premise") for item in report.graph.statements)
    svg = map_exports.draw_for_page(replace(report, graph=replace(report.graph, statements=linked)))
    assert links(svg) == {"https://desk.example/premise"}


def test_in_print_claims_that_nothing_is_linked_to_are_left_out():
    names = {item.id for item in map_exports.drop_unlinked_claims(samples.report().graph).statements}
    assert names == {"c1", "c2", "e1", "e2", "e3", "e4", "e5"}


def test_context_alone_keeps_its_claim_in_print():
    claim = samples.claim(1, samples.TITLE, evidence=(samples.evidence(stance=Stance.CONTEXT),))
    assert (
        len(
            map_exports.drop_unlinked_claims(
                samples.graph((claim, samples.claim(2, samples.TITLE)))
            ).statements
        )
        == 2
    )


def test_where_nothing_is_argued_nothing_is_printed():
    assert (
        map_exports.paginate_for_print(samples.report(graph=samples.graph(samples.claims()[3:])), 600, 800)
        == []
    )


@pytest.mark.parametrize("room", [(600, 800), (300, 800), (1000, 400)])
def test_every_piece_in_print_fits_once_it_is_as_wide_as_the_page(room):
    width, height = room
    pieces = map_exports.paginate_for_print(samples.report(), width, height)
    for piece in pieces:
        scale = min(piece.scale, width / piece.width)
        assert piece.width * scale <= width
        assert piece.height * scale <= height + 0.001


def test_the_map_alone_is_a_picture_and_a_pdf_too():
    assert map_exports.write_png(samples.report()).startswith(b"\x89PNG")
    assert map_exports.write_pdf(samples.report()).startswith(b"%PDF")


@pytest.mark.parametrize("kind", sorted(set(WRITERS) & set(READERS)))
def test_a_map_that_is_taken_away_can_be_brought_back(kind):
    graph = read(write_export(samples.report(), kind), kind).graph
    assert isinstance(graph, Graph)
    assert samples.claims()[1].wording in {item.text for item in graph.statements}
