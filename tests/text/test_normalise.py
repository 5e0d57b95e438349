import unicodedata

import pytest
from hypothesis import given

from factcheck.text.normalise import normalise
from tests.text.texts import ARTICLES


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\x0bfour\x0cfive\u2028six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("one\u2029two", "one\n\ntwo"),
        ("5\u00a0000\u202f€\u2007x", "5 000 € x"),
        ("\ufeffstart\u00adhyphen\u200bzero\u2060", "starthyphenzero"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("safe\u202etxt.exe\u202c", "safetxt.exe"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("whole \ud83d\ude00 pair", "whole 😀 pair"),
        ("", ""),
    ],
)
def test_equal_looking_texts_are_normalised_to_the_same_text(raw, text):
    assert normalise(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "a\tb  c \n\n\n d ",
        "می\u200cخواهم",
        "👩\u200d⚕️",
        "عربي\u200f (abc)",
        "全角\u3000空白",
        "“Quotes” – dashes … and ½",
    ],
)
def test_visible_characters_are_unchanged(text):
    assert normalise(text) == text


def test_a_combining_mark_is_composed_when_a_character_before_it_is_dropped():
    assert normalise("e\u200b\u0301") == "é"


@given(ARTICLES)
def test_normalisation_is_idempotent(raw):
    assert normalise(normalise(raw)) == normalise(raw)


@given(ARTICLES)
def test_the_result_is_nfc_and_can_be_encoded(raw):
    text = normalise(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode() is not None
    assert not {"\r", "\x00", "\u00a0", "\ufeff"} & set(text)
