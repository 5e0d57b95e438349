import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest

from factcheck.argument.graph_builder import PremiseInput, RelationInput, build_graph
from factcheck.enums import RelationKind
from factcheck.reporting.pdf import document
from tests.reporting import samples


def words(data):
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


@pytest.fixture(scope="module")
def printed():
    return document.write(samples.report())


def test_the_file_is_tagged_pdf_ua_and_pdf_a(printed):
    assert printed.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in printed
    assert b"pdfaid:part" in printed
    assert pypdfium2.PdfDocument(io.BytesIO(printed)).is_tagged()


def test_the_file_has_title_author_and_creation_date(printed):
    text = pypdfium2.PdfDocument(io.BytesIO(printed)).get_metadata_dict()
    assert text["Title"] == samples.TITLE
    assert text["Author"] == "River Desk"
    assert text["CreationDate"].startswith("D:20260305143000")


def test_the_pages_have_the_content_of_the_report(printed):
    text = words(printed)
    for claim in samples.claims():
        assert claim.wording in text
    for piece in (
        "4 claims found, 3 verdicts so far",
        "Mostly false",
        "step 2 of 5",
        "off the scale",
        "Evidence against",
    ):
        assert piece in text
    for piece in (
        "Ada Reviewer",
        "Strength 0.13 (very unlikely), refuted.",
        "Withdrawn, not counted",
        "As of 4 March 2026, decided by Eva Editor",
    ):
        assert piece in text
    assert "found by a machine, not yet confirmed by a person" in text


def test_every_page_has_its_number_and_later_ones_the_title(printed):
    pages = pypdfium2.PdfDocument(io.BytesIO(printed))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all(text.count(samples.TITLE) for text in texts)


def test_another_time_gives_another_file(printed):
    later = samples.report(made_at=datetime(2026, 3, 5, 14, 31, tzinfo=UTC))
    assert document.write(later) != printed


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "x": * #sys.inputs $a$ `b` *c* _d_ <e> @f = g',
        "] #panic() [",
        "\\u{41} \\ // /* */ ~ -- ---",
        "<script>alert(1)</script>",
    ],
)
def test_text_of_authors_is_never_markup(hostile):
    claim = samples.claim(
        1,
        samples.TITLE,
        quote=hostile,
        wording=hostile + "!",
        speaker=hostile,
        verdict=samples.verdict(samples.rating(label=hostile), reasons=f"    {hostile}", decided_by=hostile),
        evidence=(samples.evidence(quote=hostile, source_title=hostile),),
        assessments=(samples.assessment(hostile, samples.TRUE, f"    {hostile}"),),
    )
    report = samples.report(
        title=hostile, text=hostile, desk=hostile, claims=(claim,), graph=samples.graph(())
    )
    text = words(document.write(report)).replace("\ufffe", "")
    assert text.count(" ".join(hostile.split())) >= 6


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم ١٢٣", "שלום עולם", "你好，世界", "हिन्दी में", "👩‍👩‍👧 😀", "W" * 400, " ", ""]
)
def test_text_in_any_script_can_be_typeset(text):
    claim = samples.claim(1, samples.TITLE, start=0, end=len(text), quote=text, wording=text, speaker=text)
    assert document.write(
        samples.report(title=text, text=text, desk=text, claims=(claim,), graph=samples.graph(()))
    )


def test_characters_without_a_glyph_are_named():
    text = words(document.write(samples.report(title="Sign \U00016a50 and \x07")))
    assert "Sign [U+16A50] and [U+0007]" in text
    assert "They are written by their code: [U+16A50], [U+0007]." in text


def test_the_map_has_a_note_about_unlinked_claims(printed):
    assert "Claims without links are left out." in words(printed)


def test_a_large_map_continues_on_further_sheets_after_an_overview():
    many = tuple(
        samples.claim(
            number, samples.TITLE, evidence=(samples.evidence(str(number), quote=f"Reason {number}."),)
        )
        for number in range(1, 30)
    )
    text = words(document.write(samples.report(claims=many, graph=samples.graph(many))))
    map_text = text[text.index("The argument map What supports") :]
    assert all(f"Reason {number}." in map_text for number in range(1, 30))
    assert "The map is on several sheets" in map_text
    assert map_text.index("Sheet 1 of") < map_text.index("Sheet 2 of") < map_text.index("Reason 29.")


def test_a_wide_map_is_cut_into_sheets_that_name_their_neighbours():
    chain = [PremiseInput(number, f"Premise {number}") for number in range(8)]
    links = [RelationInput(n, RelationKind.SUPPORT, (f"p{n + 1}",), f"p{n}") for n in range(7)]
    graph = build_graph("Chain", [], [], chain, links)
    text = words(document.write(samples.report(graph=graph)))
    assert all(f"Premise {number}" in text for number in range(8))
    assert "Sheet 3 of" in text


def test_a_map_with_urls_is_printed_without_links():
    report = samples.report()
    linked = tuple(replace(item, url="https://desk.example/claims/1/") for item in report.graph.statements)
    assert "The argument map" in words(
        document.write(replace(report, graph=replace(report.graph, statements=linked)))
    )


def test_without_missing_characters_there_is_no_font_note(printed):
    assert "No font" not in words(printed)
