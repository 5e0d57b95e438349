import pytest

from factcheck.enums import BlockKind
from factcheck.text.ingest import extract_details
from factcheck.text.types import Block

BODY = "The unemployment rate fell to 3.5 percent in 2019, the ministry said on Monday."


def test_the_title_is_the_first_heading():
    assert extract_details(f"By Jane Roe\n\nRate falls to a low\n\n{BODY}").title == "Rate falls to a low"


def test_without_a_heading_the_title_is_the_first_line():
    assert extract_details(f"{BODY}\nMore of it in the second line, which is long enough.").title == BODY


def test_a_markdown_heading_is_a_title_without_its_marks():
    assert extract_details(f"## Rate falls\n\n{BODY}").title == "Rate falls"


def test_a_very_long_first_line_is_cut_at_a_word():
    title = extract_details("word " * 200 + ".").title
    assert len(title) <= 300
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("Source: reuters.com", "reuters.com", "https://reuters.com"),
        ("Source: Reuters (https://www.reuters.com/a/b?c=1)", "Reuters", "https://www.reuters.com/a/b?c=1"),
        ("Source: www.reuters.com", "reuters.com", "https://www.reuters.com"),
        ("Quelle: dpa", "dpa", ""),
    ],
)
def test_a_source_line_gives_name_and_url(line, name, url):
    details = extract_details(f"{BODY}\n\n{line}")
    assert (details.source_name, details.source_url) == (name, url)


def test_a_sentence_about_sources_is_not_a_source_line():
    assert extract_details(f"{BODY} Source: unknown to this day.").source_name == ""


def test_the_language_is_told():
    assert extract_details(BODY).language == "en"


def test_blocks_found_already_decide_what_is_the_heading():
    text = "First line\n\nSecond line"
    blocks = [Block(BlockKind.PARAGRAPH, 0, 10), Block(BlockKind.HEADING, 12, 23)]
    assert extract_details(text, blocks).title == "Second line"


def test_no_text_has_no_details():
    assert extract_details("").title == ""
