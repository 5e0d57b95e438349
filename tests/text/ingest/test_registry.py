import pytest

from factcheck.exceptions import InvalidInput
from factcheck.text.ingest import READERS, read_document
from factcheck.text.ingest.registry import detect_format
from tests.text.ingest.docx_packages import docx, paragraph

TEXT = b"Rate falls to a low\n\nThe rate fell to 3.5 percent, the ministry said.\n\nSource: reuters.com"


@pytest.mark.parametrize(
    ("kind", "data", "name"),
    [
        ("txt", TEXT, "article.txt"),
        ("txt", TEXT, ""),
        ("txt", b"a < b and <em>so</em> on", "notes.md"),
        ("html", b"<!DOCTYPE html><p>Text", "article.txt"),
        ("html", b"\xef\xbb\xbf  <html><body>Text", ""),
        ("html", b"<!-- saved --><div>Text</div>", ""),
        ("html", b"Text with no tag yet", "page.HTM"),
        ("pdf", b"%PDF-1.7 ...", "article.txt"),
        ("docx", docx(paragraph("x")), "article.pdf"),
    ],
)
def test_the_format_is_detected_by_content_and_then_by_name(kind, data, name):
    assert detect_format(data, name) == kind
    assert kind in READERS


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "no text"),
        (b"plain words", "a.pdf", "named .pdf but is not one"),
        (b"plain words", "a.DOCX", "named .docx but is not one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "Save it as DOCX"),
        (b"{\\rtf1 words}", "a.rtf", "RTF"),
        (b"GIF89a\x00\x01", "a.gif", "GIF"),
        (b"\x00\x01\x02\x03" * 9, "a", "binary"),
        (b"word " * 21, "a.txt", "105 characters; the limit is 100"),
        (b"word " * 500, "a.txt", "2,500 bytes; the limit is 2,000"),
    ],
)
def test_an_unreadable_file_is_rejected_with_advice(data, name, why):
    with pytest.raises(InvalidInput, match=why):
        read_document(data, filename=name, limit=100)


def test_a_document_has_its_text_blocks_and_details():
    document = read_document(TEXT, filename="article.txt", limit=1000)
    assert document.text == TEXT.decode()
    assert document.title == "Rate falls to a low"
    assert (document.source_name, document.source_url) == ("reuters.com", "https://reuters.com")
    assert (document.language, document.kind, len(document.blocks)) == ("en", "txt", 3)


def test_the_limit_counts_characters_and_is_inclusive():
    assert len(read_document("ü".encode() * 100, filename="a.txt", limit=100).text) == 100


def test_the_title_of_a_file_takes_precedence_over_its_first_line():
    page = b"<html><head><title>Rate falls</title></head><body><p>The rate fell to 3.5 percent.</p></body></html>"
    assert read_document(page, filename="a.html", limit=1000).title == "Rate falls"
