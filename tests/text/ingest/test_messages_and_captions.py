"""Mails, saved pages and captions as files; formats that are refused by name."""

import pytest

from factcheck.text.ingest import read_document
from factcheck.text.ingest.errors import UnreadableFile

PAGE = "<html><head><title>Fares</title></head><body><article><p>A ticket costs 15 crowns.</p></article></body></html>"
MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://ferries.example/fares\r\nSubject: Fares\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
    f"Content-Location: https://ferries.example/fares\r\n\r\n{PAGE}\r\n--b--\r\n"
)
MAIL = (
    "From: Ann <a@ferries.example>\r\nTo: desk@x.example\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Die F=E4hre kostet 15 Kronen.\r\n--b\r\nContent-Type: application/pdf; name=t.pdf\r\n"
    "Content-Disposition: attachment; filename=t.pdf\r\n\r\nxx\r\n--b--\r\n"
)
SRT = "1\n00:00:01,000 --> 00:00:03,000\nA ticket costs\n\n2\n00:00:03,000 --> 00:00:05,000\n<i>15 crowns.</i>\n"
VTT = (
    "WEBVTT\n\nNOTE made by hand\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Ann>A ticket costs 15 crowns.\n\n"
    "00:09.000 --> 00:11.000\n<v Bo>No, 12.\n"
)


def read(data: str, name: str) -> tuple[str, str, list[str]]:
    document = read_document(data.encode(), filename=name, limit=100_000)
    return document.text.strip(), document.kind, [warning.code for warning in document.warnings]


def test_a_saved_page_is_read_as_a_page() -> None:
    document = read_document(MHTML.encode(), filename="fares.mhtml", limit=10_000)
    assert document.text.endswith("A ticket costs 15 crowns.")
    assert document.source_url == "https://ferries.example/fares"


def test_a_mail_is_read_with_its_encoding_and_attachments_are_named() -> None:
    assert read(MAIL, "letter.eml") == ("Die Fähre kostet 15 Kronen.", "mail", ["read.attachments"])
    assert read_document(MAIL.encode(), filename="letter", limit=10_000).title == "Fähre"


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt"])
def test_captions_are_read_as_sentences(name: str) -> None:
    assert read(SRT, name) == ("A ticket costs 15 crowns.", "captions", ["read.captions"])


def test_captions_keep_their_speakers() -> None:
    assert read(VTT, "talk.vtt")[0] == "Ann: A ticket costs 15 crowns.\n\nBo: No, 12."


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        ('{"title": "x"}', "a", "JSON"),
        ('<?xml version="1.0"?><feed/>', "a.txt", "XML"),
        ("<svg xmlns='x'/>", "a", "XML"),
        ("a,b,c", "a.csv", "CSV"),
        ("words", "a.srt", "named .srt but is not one"),
        ("words", "a.eml", "named .eml but is not one"),
        ("WARC/1.0", "a", "WARC"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(data: str, name: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        read(data, name)


def test_an_article_that_begins_like_a_mail_is_a_text() -> None:
    text = "To: the ferry company. It raised fares.\n\nA ticket costs 15 crowns."
    assert read(text, "a.txt")[1] == "txt"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Fähre fährt über den großen See.", "cp1252"),
        ("Loď „Šárka“ připlula příliš pozdě a žádný člověk neřekl proč.", "cp1250"),
        ("Паром отходит в девять часов утра каждый день недели.", "cp1251"),
    ],
)
def test_letters_of_unlabelled_texts_are_read(text: str, encoding: str) -> None:
    document = read_document(text.encode(encoding), filename="a.txt", limit=1_000)
    assert document.text == text
    assert [warning.code for warning in document.warnings] == ["read.guessed_encoding"]


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    data = "L’été dernier, la traversée coûtait 15 couronnes à l’aller.".encode() + b"\xe2"
    document = read_document(data, filename="a.txt", limit=1_000)
    assert document.text.endswith("à l’aller.�")
    assert [warning.code for warning in document.warnings] == ["read.broken_bytes"]
