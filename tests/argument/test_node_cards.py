"""Cards: the title of an imported statement, the citation of evidence, and the controls of a page."""

from itertools import pairwise

import pytest

from factcheck.argument.graph import Graph
from factcheck.argument.node_cards import TEXT_WIDTH, NodeCard, build_cards
from factcheck.argument.pdf_png import render_pdf
from factcheck.argument.semantics import evaluate
from factcheck.argument.svg.controls import HEIGHT, CardControl
from factcheck.argument.svg_document import draw_map
from factcheck.argument.text_metrics import measure_width
from factcheck.enums import StatementKind
from tests.argument.sketch import sketch

SOURCE = {
    "kind": StatementKind.EVIDENCE,
    "publisher": "City archive",
    "source": "Annual report of the harbour",
    "published_on": "2024-05-03",
}


def card_of(name: str, graph: Graph) -> NodeCard:
    return build_cards(graph, evaluate(graph))[name]


def test_card_of_evidence_names_publisher_source_and_date() -> None:
    card = card_of("e", sketch("c=.5 e=.8", "e+c", e=SOURCE))
    assert (
        " ".join(card.citation.lines).replace(",", "")
        == "City archive Annual report of the harbour 3 May 2024"
    )
    assert all(measure_width(line, 11) <= TEXT_WIDTH for line in card.citation.lines)


@pytest.mark.parametrize("letters", ["W", "報", "report "])
def test_date_is_on_the_card_however_long_the_names_are(letters: str) -> None:
    long = SOURCE | {"publisher": letters * 60, "source": letters * 70}
    card = card_of("e", sketch("e=.8", e=long))
    assert card.citation.lines[-1].endswith("3 May 2024")
    assert len(card.citation.lines) <= 4


def test_similar_quotes_of_two_sources_have_different_cards() -> None:
    graph = sketch(
        "c=.5 d=.8 e=.8",
        "d+c e+c",
        d=SOURCE | {"text": "It cost 3."},
        e=SOURCE | {"text": "It cost 3.", "published_on": "2021-05-03"},
    )
    drawing = draw_map(graph)
    assert "3 May 2024" in drawing
    assert "3 May 2021" in drawing


def test_title_of_an_imported_statement_is_above_its_text() -> None:
    drawing = draw_map(sketch("c=.5", c={"title": "Costs & <b>", "text": "The bridge is dear."}))
    assert drawing.index("Costs &amp; &lt;b&gt;") < drawing.index("The bridge is dear.</text>")
    plain = draw_map(sketch("c=.5", c={"title": "The bridge", "text": "The bridge"}))
    assert plain.count(">The bridge</text>") == 1


def test_lines_of_a_card_do_not_overlap_and_end_inside_it() -> None:
    card = card_of("e", sketch("e=.8", e=SOURCE | {"title": "Costs"}))
    baselines = [41.0, card.first_baseline, card.citation_baseline]
    assert all(lower - upper >= 15 for upper, lower in pairwise(baselines))
    last = card.citation_baseline + 16 * (len(card.citation.lines) - 1)
    assert last < card.height
    assert card.height - last < 20


def test_printed_map_has_titles_and_citations() -> None:
    named = sketch("e=.8", e=SOURCE | {"title": "Costs"})
    assert len(render_pdf(named)) > len(render_pdf(sketch("e=.8", e={"kind": StatementKind.EVIDENCE})))


def test_controls_are_links_at_the_card_of_their_statement() -> None:
    control = CardControl("open", "+12", "Show 12 more below “a”", "?open=a&depth=1")
    drawing = draw_map(sketch("a=.5 b=.5"), standalone=False, controls={"a": [control]})
    start, end = drawing.index('data-id="a"'), drawing.index('data-id="b"')
    assert 'data-view="open" href="?open=a&amp;depth=1"' in drawing[start:end]
    assert "<title>Show 12 more below" in drawing[start:end]
    assert f'height="{HEIGHT}"' in drawing[start:end]
    assert "control" not in drawing[end:]
