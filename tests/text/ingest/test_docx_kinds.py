"""What Word shows is what is read: fields, marks, hidden and struck words, notes, equations, parts of other files."""

import pytest

from factcheck.text.ingest.docx import read_docx
from factcheck.text.ingest.errors import UnreadableFile
from tests.text.ingest.docx_packages import docx, paragraph

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(words: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{words}</w:t></w:r>'


def one(*parts: str) -> str:
    return f"<w:p>{''.join(parts)}</w:p>"


POWER = (
    f"<m:oMath {MATH}><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e>"
    "<m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>"
)
FOOTNOTE = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="7">'
    f"{one(run('Harbour office.'))}</w:footnote></w:footnotes>"
)


def read(*paragraphs: str, **more: object) -> tuple[str, list[str]]:
    output = read_docx(docx(*paragraphs, **more))
    return output.text, [warning.code for warning in output.warnings]


@pytest.mark.parametrize(
    ("xml", "text", "warnings"),
    [
        (
            one(run("Dues rose to "), f"<w:fldSimple>{run('31')}</w:fldSimple>", run(" crowns.")),
            "Dues rose to 31 crowns.",
            [],
        ),
        (
            one(
                run("In "),
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                run("2003"),
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ),
            "In 2003",
            [],
        ),
        (one(run("Area 12 m"), run("2", '<w:vertAlign w:val="superscript"/>')), "Area 12 m²", []),
        (one(run("5"), run("th", '<w:vertAlign w:val="superscript"/>'), run(" floor")), "5th floor", []),
        (one(run("log"), run("10", '<w:vertAlign w:val="subscript"/>')), "log₁₀", []),
        (
            one(run("It cost "), run("70", "<w:strike/>"), run("90 crowns")),
            "It cost 90 crowns",
            ["read.struck"],
        ),
        (one(run("It did "), run("not ", "<w:vanish/>"), run("open")), "It did open", ["read.hidden"]),
        (one(run("It did "), run("not ", '<w:vanish w:val="0"/>'), run("open")), "It did not open", []),
        (
            one(f'<w:dir w:val="rtl">{run("40 boats")}</w:dir>', f"<w:bdo>{run(' left')}</w:bdo>"),
            "40 boats left",
            [],
        ),
        (
            one(
                f"<w:ins>{run('New ')}</w:ins>",
                "<w:del><w:r><w:delText>Old </w:delText></w:r></w:del>",
                run("words"),
            ),
            "New words",
            ["read.tracked_changes"],
        ),
        (
            one(
                "<w:r><w:ruby><w:rt>"
                + run("とう")
                + "</w:rt><w:rubyBase>"
                + run("東")
                + "</w:rubyBase></w:ruby></w:r>",
                run("京"),
            ),
            "東京",
            ["read.ruby"],
        ),
        (
            one(
                run("E = "),
                POWER,
            ),
            "E = 10⁶",
            ["read.equations"],
        ),
        (
            one(run("1"), "<w:r><w:noBreakHyphen/></w:r>", run("2"), "<w:r><w:tab/></w:r>", run("3")),
            "1-2 3",
            [],
        ),
        (f"<w:sdt><w:sdtContent>{one(run('In a control.'))}</w:sdtContent></w:sdt>", "In a control.", []),
        (
            f"<w:novelty>{one(run('In something new.'))}</w:novelty>" + one(run("Known.")),
            "Known.",
            ["read.unknown_elements"],
        ),
        (
            "<w:tbl><w:tr><w:tc>"
            + one(run("Pier"))
            + "</w:tc><w:tc>"
            + one(run("31"))
            + "</w:tc></w:tr></w:tbl>",
            "Pier | 31",
            [],
        ),
    ],
    ids=[
        *("simple field", "complex field", "superscript", "ordinal", "subscript", "struck", "hidden"),
        *(
            "hidden off",
            "direction",
            "tracked changes",
            "ruby",
            "equation",
            "signs",
            "control",
            "unknown",
            "table",
        ),
    ],
)
def test_what_word_shows_is_read(xml: str, text: str, warnings: list[str]) -> None:
    assert read(xml) == (text, warnings)


def test_notes_stand_at_the_end_with_the_number_of_their_place() -> None:
    body = one(run("It opened in 1961"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run("."))
    text, warnings = read(body, extra={"word/footnotes.xml": FOOTNOTE.encode()})
    assert text == "It opened in 1961 [1].\n\n[1] Harbour office."
    assert warnings == ["read.footnotes"]


def with_chunk(name: str, data: bytes) -> bytes:
    target = f'<Relationship Id="c1" Type="{DOCUMENT}/aFChunk" Target="/word/{name}"/>'
    relations = f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'
    extra = {"word/_rels/document.xml.rels": relations.encode(), f"word/{name}": data}
    return docx(paragraph("Before."), f'<w:altChunk xmlns:r="{DOCUMENT}" r:id="c1"/>', extra=extra)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.htm", b"<html><body><p>The ferry has 80 seats.</p></body></html>"),
        ("a.txt", b"The ferry has 80 seats."),
        ("a.docx", docx(paragraph("The ferry has 80 seats."))),
    ],
)
def test_an_included_file_is_read_in_its_place(name: str, data: bytes) -> None:
    assert read_docx(with_chunk(name, data)).text == "Before.\n\nThe ferry has 80 seats."


def test_an_included_file_that_no_reader_takes_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.rtf"):
        read_docx(with_chunk("a.rtf", b"{\\rtf1}"))


def test_deep_nesting_is_refused_with_words() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 20_000
    with pytest.raises(UnreadableFile, match="levels deep"):
        read_docx(docx(deep))


def test_the_main_part_is_the_one_that_the_package_names() -> None:
    assert read_docx(docx(paragraph("Found."), main="parts/text.xml")).text == "Found."


def test_backslashes_in_names_of_parts_are_read() -> None:
    assert read_docx(docx(paragraph("Found."), separator="\\")).text == "Found."
