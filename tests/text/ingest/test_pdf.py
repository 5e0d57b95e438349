from functools import cache

import pypdfium2
import pytest
import typst

from factcheck.enums import BlockKind
from factcheck.exceptions import InvalidInput
from factcheck.text.ingest.pdf import read_pdf

REPORT = """
#set document(title: "Factories")
#set page(width: 14cm, height: 12cm, header: [The Daily Test], numbering: "1 / 1", margin: 2cm)
#set text(hyphenate: true, lang: "en", size: 10pt)
#set par(justify: true)
= Factories moved abroad
By Jane Roe

The ministry of trade said on Monday that 412 factories had moved abroad since 2019, more than ever before in one
decade, notwithstanding internationalisation and counterrevolutionary characterisations. #lorem(90)

- First item of the list
- Second item of the list which is considerably longer than the first one and wraps around

#lorem(150)
"""


@cache
def report() -> bytes:
    return typst.compile(REPORT.encode())


def test_paragraphs_are_joined_across_lines_and_pages():
    output = read_pdf(report())
    blocks = [(block.kind, output.text[block.start : block.end]) for block in output.blocks]
    assert blocks[0] == (BlockKind.HEADING, "Factories moved abroad")
    assert blocks[1] == (BlockKind.BYLINE, "By Jane Roe")
    assert "notwithstanding internationalisation and counterrevolutionary characterisations." in blocks[2][1]
    assert blocks[2][1].startswith("The ministry of trade said")
    items = [words for kind, words in blocks if kind is BlockKind.LIST_ITEM]
    assert len(items) == 2
    assert items[1].endswith("and wraps around")
    assert [words for kind, words in blocks if kind is BlockKind.PARAGRAPH][-1].startswith(
        "Lorem ipsum dolor"
    )


def test_lines_repeated_on_every_page_are_boilerplate():
    output = read_pdf(report())
    around = [output.text[b.start : b.end] for b in output.blocks if b.kind is BlockKind.BOILERPLATE]
    assert around.count("The Daily Test") == around.count("1 / 3") * 3 == 3


def test_a_title_from_the_metadata_counts_only_if_the_text_begins_with_it():
    assert read_pdf(report()).title == "Factories"
    assert read_pdf(typst.compile(b'#set document(title: "untitled"); The rate fell.')).title == ""


def test_a_pdf_of_pictures_is_rejected_with_advice():
    data = typst.compile(b"#rect(width: 3cm, height: 3cm)")
    with pytest.raises(InvalidInput, match="text recognition"):
        read_pdf(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 nothing", report()[:200], report().replace(b"/Count 3", b"/Count 9")]
)
def test_a_damaged_pdf_is_rejected(data):
    with pytest.raises(InvalidInput, match="damaged"):
        read_pdf(data)


def test_an_encrypted_pdf_is_rejected(monkeypatch):
    def locked(data):
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    with pytest.raises(InvalidInput, match="encrypted"):
        read_pdf(b"%PDF-1.7")
