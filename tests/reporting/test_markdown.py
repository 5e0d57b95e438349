import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.markdown import to_html, to_paragraphs, to_text, truncate


def test_emphasis_and_lists_become_elements():
    assert to_html("A **bold** word\n\n- one\n- two") == (
        "<p>A <strong>bold</strong> word</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )


def test_a_line_break_becomes_an_element():
    assert "<br>" in to_html("first\nsecond")


def test_a_web_link_sends_no_referrer():
    assert to_html("[page](https://a.example/)") == (
        '<p><a href="https://a.example/" rel="noopener noreferrer">page</a></p>'
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "<img src=x onerror=alert(1)>",
        "![x](https://tracker.example/a.png)",
        "<style>body{display:none}</style>",
        "# <iframe src=//x>",
    ],
)
def test_scripts_and_external_resources_are_removed(hostile):
    html = to_html(hostile)
    for forbidden in ("<script", "<img", "<iframe", "<style", 'href="javascript', 'href="data'):
        assert forbidden not in html


@given(st.text(max_size=120))
def test_only_allowed_elements_are_written(markdown):
    allowed = ("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
    opened = [piece.split(">")[0].split()[0].strip("/") for piece in to_html(markdown).split("<")[1:]]
    assert set(opened) <= set(allowed)


def test_a_heading_becomes_text():
    assert to_html("# Shouting") == "Shouting"


def test_plain_text_has_paragraphs_and_bullets():
    assert (
        to_text("A *fine* day.\n\n1. one\n2. two\n\n- and `code`")
        == "A fine day.\n\n1. one\n\n2. two\n\n• and code"
    )


def test_plain_text_of_a_link_and_of_a_code_block():
    assert to_paragraphs("[page](https://a.example/)\n\n    raw <b>\n") == ["page", "raw <b>"]


def test_empty_markdown_gives_nothing():
    assert (to_html(""), to_text(""), to_paragraphs("")) == ("", "", [])


@given(st.text(max_size=200), st.integers(min_value=2, max_value=80))
def test_a_truncated_text_fits_the_limit(text, limit):
    assert len(truncate(text, limit)) <= limit


@given(st.text(max_size=20))
def test_a_short_text_is_unchanged(text):
    assert truncate(text, 20) == text


def test_a_text_is_cut_after_a_word_without_its_comma():
    assert truncate("one two, three", 9) == "one two…"


def test_a_word_over_the_limit_is_cut_inside():
    assert truncate("W" * 20, 8) == "WWWWWWW…"
