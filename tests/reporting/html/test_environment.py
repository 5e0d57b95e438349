"""The environment of the report's templates: escaping, white space, translation, and errors that are not hidden."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from factcheck.i18n import source_language
from factcheck.reporting.html import document
from factcheck.reporting.html.environment import TEMPLATES, get_environment, get_template
from tests.bracket_translator import marked
from tests.reporting import samples


def render(source: str, **context: object) -> str:
    return get_environment().from_string(source).render(context)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>", "&lt;script&gt;"),
        ("a & b", "a &amp; b"),
        ('"it\'s"', "&#34;it&#39;s&#34;"),
        ("a\0b", "a\ufffdb"),
        ("مرحبا \u202eabc\u2069", "مرحبا \u202eabc\u2069"),
    ],
)
def test_text_is_escaped_in_content_and_attributes(text: str, escaped: str) -> None:
    assert render('<p title="{{ text }}">{{ text }}</p>', text=text) == f'<p title="{escaped}">{escaped}</p>'


@given(st.text(max_size=40))
def test_any_text_reads_back_unchanged_and_opens_no_element(text: str) -> None:
    written = render("{{ text }}", text=text)
    assert not set("<>\"'") & set(written)
    assert html.unescape(written) == html.unescape(html.escape(text.replace("\0", "\ufffd")))


def test_markup_is_not_escaped_again() -> None:
    assert render("{{ text }}", text=Markup("<b>&amp;</b>")) == "<b>&amp;</b>"


def test_a_line_break_between_tags_writes_nothing() -> None:
    assert render("<p>\n  <b>\n    {{ text }}\n  </b>\n</p>", text=" \n <") == "<p><b> \n &lt;</b></p>"


def test_a_line_break_within_words_stays() -> None:
    assert render("<p>one\ntwo</p>") == "<p>one\ntwo</p>"


def test_an_error_names_the_line_of_the_template() -> None:
    with pytest.raises(UndefinedError) as caught:
        render("<p>\n  <b>\n    {{ missing.name }}\n  </b>\n</p>")
    lines = [entry.lineno + 1 for entry in caught.traceback if entry.name == "top-level template code"]
    assert lines == [3]


def test_an_unknown_attribute_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="no attribute 'wrong'"):
        render("{{ report.wrong }}", report=samples.report())


def test_a_template_is_compiled_once() -> None:
    assert get_template("report.html") is get_template("report.html")


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_template_has_no_words_outside_of_expressions(path: Path) -> None:
    """Such words could not be translated."""
    tags = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", path.read_text())
    assert not re.search(r"\w", re.sub(r"<[^>]*>", "", tags))


def test_strings_are_translated_and_their_values_are_escaped() -> None:
    with marked():
        page = document.write(samples.report(desk="<b>Desk</b>", graph=samples.graph(()))).decode()
    assert "⟦" in page
    assert "<b>Desk</b>" not in page


def test_a_report_in_the_source_language_has_no_translated_string() -> None:
    with marked(), source_language():
        page = document.write(samples.report(graph=samples.graph(()))).decode()
    assert page == document.write(samples.report(graph=samples.graph(()))).decode()
