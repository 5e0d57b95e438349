import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.reporting.pdf.glyphs import find_missing, join_strings, replace_missing, spell_out

LINEAR_A, MRO = "\U00010600", "\U00016a50"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII\n\tand lines",
        "Łódź, Ελλάδα, Київ",
        "مرحبا",
        "שלום",
        "हिन्दी में",
        "你好 日本語 한국어",
        "😀 👩‍👩‍👧",
        "→ ₿ “”…",
    ],
)
def test_the_fonts_cover_common_scripts(text):
    assert find_missing(text) == ()


def test_missing_characters_are_found_once_and_in_order():
    assert find_missing(f"a{MRO}b{LINEAR_A}c{MRO}") == (MRO, LINEAR_A)


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x85"])
def test_a_control_character_counts_as_missing(control):
    assert find_missing(f"a{control}b") == (control,)


def test_a_character_is_spelled_out_by_its_code_points():
    assert spell_out("1\ufe0f\u20e3") == "[U+0031][U+FE0F][U+20E3]"


def test_missing_characters_are_replaced_at_any_depth():
    data = {"a": f"x{MRO}", "b": [f"{MRO}y", {"c": 3, "d": None}], "e": "plain"}
    assert replace_missing(data, (MRO,)) == {
        "a": "x[U+16A50]",
        "b": ["[U+16A50]y", {"c": 3, "d": None}],
        "e": "plain",
    }


def test_data_without_missing_characters_is_unchanged():
    data = {"a": ["x", 1, True]}
    assert replace_missing(data, ()) == data


def test_all_strings_are_joined():
    assert join_strings({"a": "one", "b": [{"c": "two"}, 3, None, ["three"]]}) == "one\ntwo\nthree"


@settings(max_examples=25)
@given(
    st.text(alphabet=st.sampled_from(["a", "é", "ß", "你", "م", MRO, LINEAR_A, "\x07", "\u0301"]), max_size=8)
)
def test_a_text_with_replaced_characters_can_be_shown(text):
    assert find_missing(replace_missing(text, find_missing(text))) == ()
