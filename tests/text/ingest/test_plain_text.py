import pytest

from factcheck.exceptions import InvalidInput
from factcheck.text.ingest.encodings import decode
from factcheck.text.ingest.plain_text import read_plain

GERMAN = (
    "Die Arbeitslosenquote fiel überraschend auf 3,5 Prozent; das Ministerium bestätigte die Größe für März. "
)
RUSSIAN = "Уровень безработицы снизился до трёх процентов, сообщило министерство в понедельник. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_german_is_read_in_any_usual_encoding(encoding):
    assert decode((GERMAN * 5).encode(encoding)) == GERMAN * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_russian_is_read_in_any_usual_encoding(encoding):
    assert decode((RUSSIAN * 5).encode(encoding)) == RUSSIAN * 5


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"text\x00more",
        b"\x01\x02\x03\x04 ab",
        bytes(range(128, 256)) * 3,
    ],
)
def test_binary_data_is_rejected(data):
    with pytest.raises(InvalidInput, match="not a text"):
        decode(data)


@pytest.mark.parametrize(("data", "name"), [(b"\xef\xbb\xbfa\xff", "UTF-8"), (b"\xff\xfea", "UTF-16-LE")])
def test_a_file_that_contradicts_its_byte_order_mark_is_rejected(data, name):
    with pytest.raises(InvalidInput, match=name):
        decode(data)


def test_the_lines_of_a_text_become_blocks():
    output = read_plain(b"A heading\r\n\r\nThe rate fell.\r\n")
    assert output.text == "A heading\n\nThe rate fell.\n"
    assert [output.text[block.start : block.end] for block in output.blocks] == [
        "A heading",
        "The rate fell.",
    ]
