import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.html.markup import Html, joined, tag, text


def test_an_element_with_a_class_and_a_child():
    assert tag("p", "words", class_="soft", aria_label="x") == '<p class="soft" aria-label="x">words</p>'


def test_a_void_element_is_not_closed():
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'


@pytest.mark.parametrize("absent", [None, False])
def test_an_attribute_that_is_absent_is_left_out(absent):
    assert tag("a", "x", href=absent) == "<a>x</a>"


def test_a_bare_attribute():
    assert tag("ol", reversed=True) == "<ol reversed></ol>"


def test_elements_nest_without_being_escaped_again():
    assert tag("p", tag("b", "<"), ">") == "<p><b>&lt;</b>&gt;</p>"


def test_pieces_are_joined_and_escaped():
    assert joined(["<", Html("<br>")], " & ") == "&lt; & <br>"


@given(st.text(max_size=40))
def test_any_text_reads_back_as_it_was_and_opens_nothing(words):
    shown = tag("p", words, title=words)
    inside = shown.removeprefix('<p title="').removesuffix("</p>")
    assert not set("<>") & set(inside.replace('">', "", 1))
    assert html.unescape(text(words)) == html.unescape(html.escape(words.replace("\0", "\ufffd")))
