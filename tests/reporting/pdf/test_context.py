import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.pdf.context import build_context, isolate, to_language_code
from tests.reporting import samples


@pytest.fixture(scope="module")
def data():
    return build_context(samples.report())


def test_the_template_gets_plain_data(data):
    assert json.loads(json.dumps(data, allow_nan=False)).keys() == data.keys()


def test_the_text_of_every_block_is_whole(data):
    assert ["".join(piece["text"] for piece in block["segments"]) for block in data["blocks"]] == list(
        samples.PARAGRAPHS
    )


def test_every_number_in_the_text_has_its_claim(data):
    numbers = [
        number["number"]
        for block in data["blocks"]
        for piece in block["segments"]
        for number in piece["numbers"]
    ]
    assert sorted(numbers) == [claim["number"] for claim in data["claims"]]


def test_the_quote_is_not_said_twice(data):
    assert data["claims"][0]["quote"]["text"] == samples.claims()[0].quote
    assert data["claims"][1]["quote"]["text"] == ""


def test_reasons_come_as_words_without_marks(data):
    said = [piece["text"] for piece in data["claims"][0]["verdict"]["reasons"]]
    assert said == ["The figure fell by 22 percent, not by 40.", "• 2015: 9.1 mg/l", "• 2024: 7.1 mg/l"]


def test_only_web_pages_are_linked():
    claim = samples.claim(1, samples.TITLE, url="javascript:x", evidence=(samples.evidence(url="data:x"),))
    found = build_context(samples.report(claims=(claim,), url="file:///x", source_url="ftp://x"))
    assert {fact["url"] for fact in (*found["about"], *found["claims"][0]["about"])} == {""}
    assert found["claims"][0]["sides"][1]["items"][0]["url"] == ""


def test_a_long_title_is_cut_for_the_running_line_alone():
    found = build_context(samples.report(title="word " * 60))
    assert len(found["running_title"]) <= 80
    assert len(found["title"]["text"]) > 80


def test_an_article_without_a_title_is_called_something():
    assert build_context(samples.report(title=" "))["title"]["text"] == "Untitled text"


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "en"), ("pt-BR", "pt"), ("EN_us", "en"), ("", "en"), ("x", "en"), ("klingon", "en")],
)
def test_a_language_is_named_by_its_letters(language, code):
    assert to_language_code(language) == code


@pytest.mark.parametrize(
    ("title", "way"), [("hello", "ltr"), ("مرحبا hello", "rtl"), ("12 שלום", "rtl"), ("123", "ltr")]
)
def test_a_paragraph_runs_the_way_of_its_first_letter(title, way):
    assert build_context(samples.report(title=title))["title"]["dir"] == way


def test_a_name_in_another_script_turns_nothing_around_it():
    assert isolate("שלום") == "\u2068שלום\u2069"
    assert isolate("plain") == "plain"


@given(st.text(max_size=30))
def test_any_words_can_stand_anywhere(words):
    claim = samples.claim(1, samples.TITLE, quote=words, wording=words, speaker=words, reason=words)
    report = samples.report(title=words, claims=(claim,), language=words, graph=samples.graph(()))
    assert build_context(report)["claims"][0]["wording"]["text"] == words
