import pytest

from factcheck.enums import BlockKind
from factcheck.exceptions import InvalidInput
from factcheck.text.ingest.docx import read_docx
from tests.text.ingest.docx_packages import docx, paragraph


def test_styles_become_kinds():
    output = read_docx(
        docx(
            paragraph("Factories moved", "Title"),
            paragraph("412 factories moved abroad."),
            paragraph("What unions say", "heading1"),
            paragraph("We will not accept it.", "Quote"),
            paragraph("A factory at night", "caption"),
            paragraph("They &amp; we agree.  It ended."),
        )
    )
    assert [(block.kind, output.text[block.start : block.end]) for block in output.blocks] == [
        (BlockKind.HEADING, "Factories moved"),
        (BlockKind.PARAGRAPH, "412 factories moved abroad."),
        (BlockKind.HEADING, "What unions say"),
        (BlockKind.QUOTATION, "We will not accept it."),
        (BlockKind.CAPTION, "A factory at night"),
        (BlockKind.PARAGRAPH, "They & we agree. It ended."),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 nothing else", "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx(paragraph("x"), prologue='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
        (docx(paragraph("x"), extra={"word/styles.xml": b"not xml"}), "damaged"),
    ],
)
def test_a_damaged_or_malicious_package_is_rejected(data, why):
    with pytest.raises(InvalidInput, match=why):
        read_docx(data)


@pytest.mark.parametrize("limit", ["_MAX_PARTS", "_MAX_UNPACKED_BYTES", "_MAX_XML_BYTES"])
def test_a_package_that_unpacks_to_too_much_is_rejected(limit, monkeypatch):
    monkeypatch.setattr(f"factcheck.text.ingest.docx_package.{limit}", 3)
    with pytest.raises(InvalidInput, match="far too large when unpacked"):
        read_docx(docx(paragraph("The rate fell.")))


def test_a_package_without_a_word_document_is_rejected():
    data = docx(paragraph("x")).replace(b"word/document.xml", b"word/workbook.xml")
    with pytest.raises(InvalidInput, match="not a Word document"):
        read_docx(data)


def test_an_encrypted_package_is_rejected():
    data = bytearray(docx(paragraph("x")))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(InvalidInput, match="encrypted"):
        read_docx(bytes(data))
