import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.markdown import to_html, to_paragraphs, to_text, truncate


def test_emphasis_and_lists_show():
    assert to_html("A **bold** word\n\n- one\n- two") == (
        "<p>A <strong>bold</strong> word</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )


def test_a_line_break_stays_a_line_break():
    assert "<br>" in to_html("first\nsecond")


def test_a_web_link_is_kept_and_tells_the_page_nothing():
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
def test_nothing_that_runs_or_loads_gets_through(hostile):
    shown = to_html(hostile)
    for sign in ("<script", "<img", "<iframe", "<style", 'href="javascript', 'href="data'):
        assert sign not in shown


@given(st.text(max_size=120))
def test_only_known_elements_come_out(markdown):
    allowed = ("p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
    opened = [piece.split(">")[0].split()[0].strip("/") for piece in to_html(markdown).split("<")[1:]]
    assert set(opened) <= set(allowed)


def test_a_heading_loses_its_size_but_not_its_words():
    assert to_html("# Shouting") == "Shouting"


def test_plain_words_keep_paragraphs_and_bullets():
    assert (
        to_text("A *fine* day.\n\n1. one\n2. two\n\n- and `code`")
        == "A fine day.\n\n1. one\n\n2. two\n\n• and code"
    )


def test_plain_words_of_a_link_and_of_a_block_of_code():
    assert to_paragraphs("[page](https://a.example/)\n\n    raw <b>\n") == ["page", "raw <b>"]


def test_nothing_written_is_nothing():
    assert (to_html(""), to_text(""), to_paragraphs("")) == ("", "", [])


@given(st.text(max_size=200), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_fits(text, limit):
    assert len(truncate(text, limit)) <= limit


@given(st.text(max_size=20))
def test_a_short_text_stays(text):
    assert truncate(text, 20) == text


def test_a_cut_falls_behind_a_word_and_takes_its_comma_along():
    assert truncate("one two, three", 9) == "one two…"


def test_one_endless_word_is_cut_inside():
    assert truncate("W" * 20, 8) == "WWWWWWW…"
