import re
import struct

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from factcheck.argument import pdf_png
from factcheck.argument.graph import Graph, Statement
from factcheck.argument.node_cards import PADDING, WIDTH
from factcheck.argument.pdf_png import PAPER_MARGIN, Paper, PrintError, render_pdf, render_png
from factcheck.argument.print_plan import MIN_TEXT_POINTS
from factcheck.argument.print_primitives import lighten, replace_missing_glyphs
from tests.argument.random_maps import build_map
from tests.argument.sketch import sketch
from tests.argument.test_svg_document import HOSTILE

TRAM = sketch("c=.5 e=.9 u=.7 w=.8", "e+c u/e+c w-c", c={"label": "Mostly true"}, w={"active": False})


def text_of(data):
    """What a reader can copy out of the document, on one line."""
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_pdf_has_the_texts_strengths_and_verdicts_as_text():
    text = text_of(render_pdf(TRAM))
    for part in (
        "Text of c.",
        "Verdict: Mostly true",
        "Computed:",
        "0.90",
        "Claim, withdrawn",
        "undercuts",
    ):
        assert part in text


def test_a_pdf_declares_accessibility_title_and_language():
    data = render_pdf(build_map(8))
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "A map for tests"
    assert re.search(rb"pdfuaid:part>1<|pdfuaid:part=\"1\"", data)
    assert b"/Lang (en)" in data or b"/Lang(en)" in data


def test_the_same_map_and_time_give_the_same_bytes():
    assert render_pdf(TRAM) == render_pdf(TRAM)
    assert render_png(TRAM) == render_png(TRAM)
    assert render_pdf(TRAM, timestamp=1_700_000_000) != render_pdf(TRAM)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_typeset_and_none_is_parsed_as_markup(text):
    graph = Graph((Statement("c", text, label=text, url=f"https://example.org/{text}"),), (), text)
    assert render_pdf(graph).startswith(b"%PDF")


def test_markup_stays_visible():
    text = text_of(render_pdf(sketch("c=.5", c={"text": "#panic() *bold* $x$ <b> \\"})))
    assert "#panic() *bold* $x$ <b> \\" in text


def test_a_character_without_a_glyph_is_replaced_and_named():
    text = text_of(render_pdf(sketch("c=.5", c={"text": "A \U00013000 sign"})))
    assert "None of the fonts has these characters: U+13000." in text
    assert replace_missing_glyphs("A \U00013000 sign") == "A \ufffd sign"


@pytest.mark.parametrize("text", ["مدينة صغيرة", "שלום", "市長は述べた。", "हिन्दी", "🙂 tram"])
def test_text_in_any_script_is_typeset_without_warnings(text):
    assert "None of the fonts" not in text_of(render_pdf(sketch("c=.5", c={"text": text})))


MIXED = [
    "2024年的GDP增长5.2%，北京12号线Tram运送了400万人（比2023年多8%）。",
    "市長はABC社の「Tram 12」が1年目で400万人を運んだとWebで述べた。",
    "서울시 GDP는 2024년 5.2% 증가했고 Tram 12호선이 400만 명을 수송했다.",
    "นายกเทศมนตรีกล่าวว่ารถราง Tram 12 มีผู้โดยสาร 4,000,000 คนในปี 2024",
    "Tram 👩\u200d👩\u200d👧🇩🇪👍🏽👩\u200d🐄 " * 9,
    "मेट्रो 12 ने 2024 में GDP का 5.2% दिया और ४० लाख यात्री ढोए",
    "WWWWWWWW mmmmmmm iiiiiii AVAVAVA fiffifi “quoted” — dashes… " * 3,
]


@pytest.mark.parametrize("text", MIXED)
def test_every_line_stays_within_its_card(text):
    graph = sketch("c=.5", c={"text": text, "title": text, "label": text})
    (page,) = pypdfium2.PdfDocument(render_pdf(graph))
    lines = [
        item.get_bounds()
        for item in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
        if item.get_bounds()[3] < page.get_height() - 120
    ]
    left, right = PAPER_MARGIN + PADDING, PAPER_MARGIN + WIDTH - PADDING
    assert len(lines) > 4
    assert min(line[0] for line in lines) >= left * 0.75 - 1
    # Ink can reach beyond the advance of a glyph by the side bearing.
    assert max(line[2] for line in lines) <= right * 0.75 + 1


def test_an_image_has_the_highest_resolution_that_its_size_allows():
    data = render_png(TRAM)
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) > (800, 400)


def test_an_image_that_would_be_illegible_raises_an_error_that_names_other_formats(monkeypatch):
    monkeypatch.setattr(pdf_png, "MAX_PIXELS", 10_000)
    with pytest.raises(PrintError, match="Export it as SVG or PDF"):
        render_png(TRAM)


@pytest.mark.parametrize("paper", list(Paper))
def test_every_page_has_the_size_of_the_paper(paper):
    for graph in (TRAM, build_map(60)):
        sizes = {page.get_size() for page in pypdfium2.PdfDocument(render_pdf(graph, paper=paper))}
        (size,) = sizes
        assert sorted(size) == pytest.approx(sorted(paper.value), abs=0.1)


def test_a_larger_paper_takes_fewer_sheets():
    pages = [len(pypdfium2.PdfDocument(render_pdf(build_map(90), paper=paper))) for paper in Paper]
    assert pages[0] > pages[1] > 1


def test_no_printed_text_is_smaller_than_the_minimum():
    document = pypdfium2.PdfDocument(render_pdf(build_map(60)))
    sizes = [
        item.get_font_size() * item.get_matrix().d
        for page in document
        for item in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
    ]
    assert min(map(abs, sizes)) >= MIN_TEXT_POINTS - 0.01


def test_an_empty_map_can_be_printed():
    assert "Argument map" in pypdfium2.PdfDocument(render_pdf(Graph((), ()))).get_metadata_dict()["Title"]


def test_a_lightened_colour_is_nearer_to_white():
    assert lighten("#000000") == "#8c8c8c"
    assert lighten("#ffffff") == "#ffffff"
