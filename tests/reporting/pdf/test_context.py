import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.pdf.context import build_context, isolate, to_language_code
from tests.reporting import samples


@pytest.fixture(scope="module")
def data():
    return build_context(samples.report())


def test_the_context_is_json(data):
    assert json.loads(json.dumps(data, allow_nan=False)).keys() == data.keys()


def test_the_segments_of_a_block_are_its_text(data):
    assert ["".join(part["text"] for part in block["segments"]) for block in data["blocks"]] == list(
        samples.PARAGRAPHS
    )


def test_every_claim_has_its_number_in_the_text(data):
    numbers = [
        number["number"]
        for block in data["blocks"]
        for part in block["segments"]
        for number in part["numbers"]
    ]
    assert sorted(numbers) == [claim["number"] for claim in data["claims"]]


def test_a_quote_equal_to_the_wording_is_left_out(data):
    assert data["claims"][0]["quote"]["text"] == samples.claims()[0].quote
    assert data["claims"][1]["quote"]["text"] == ""


def test_reasons_are_paragraphs_without_markup(data):
    paragraphs = [part["text"] for part in data["claims"][0]["verdict"]["reasons"]]
    assert paragraphs == ["The figure fell by 22 percent, not by 40.", "• 2015: 9.1 mg/l", "• 2024: 7.1 mg/l"]


def test_only_web_pages_are_linked():
    claim = samples.claim(1, samples.TITLE, url="javascript:x", evidence=(samples.evidence(url="data:x"),))
    context = build_context(samples.report(claims=(claim,), url="file:///x", source_url="ftp://x"))
    assert {fact["url"] for fact in (*context["about"], *context["claims"][0]["about"])} == {""}
    assert context["claims"][0]["sides"][1]["items"][0]["url"] == ""


def test_a_long_title_is_cut_in_the_page_header_only():
    context = build_context(samples.report(title="word " * 60))
    assert len(context["running_title"]) <= 80
    assert len(context["title"]["text"]) > 80


def test_an_article_without_a_title_has_a_placeholder():
    assert build_context(samples.report(title=" "))["title"]["text"] == "Untitled text"


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "en"), ("pt-BR", "pt"), ("EN_us", "en"), ("", "en"), ("x", "en"), ("klingon", "en")],
)
def test_a_language_becomes_a_code_that_pdf_knows(language, code):
    assert to_language_code(language) == code


@pytest.mark.parametrize(
    ("title", "direction"), [("hello", "ltr"), ("مرحبا hello", "rtl"), ("12 שלום", "rtl"), ("123", "ltr")]
)
def test_the_direction_is_that_of_the_first_letter(title, direction):
    assert build_context(samples.report(title=title))["title"]["dir"] == direction


def test_a_name_in_another_script_is_isolated():
    assert isolate("שלום") == "\u2068שלום\u2069"
    assert isolate("plain") == "plain"


@given(st.text(max_size=30))
def test_any_text_can_be_in_every_field(words):
    claim = samples.claim(1, samples.TITLE, quote=words, wording=words, speaker=words, reason=words)
    report = samples.report(title=words, claims=(claim,), language=words, graph=samples.graph(()))
    assert build_context(report)["claims"][0]["wording"]["text"] == words
