import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.argument.fonts import BODY, face, is_covered
from factcheck.argument.measuring import is_right_to_left, missing, seen, shortened, width, wrap

FAMILY = "👩\u200d👩\u200d👧"
ARABIC = "مدينة صغيرة"
JAPANESE = "市長は「新しい路面電車は一年目で四百万人の乗客を運んだ」と述べた。"


def test_a_width_is_the_sum_of_the_fonts_own_advances():
    advances = face(BODY)
    assert width("Tram", 10) == pytest.approx(10 * sum(advances[char] for char in "Tram"))
    assert width("iiii", 10) < width("mmmm", 10)


def test_joined_emoji_are_as_wide_as_one():
    assert width(FAMILY, 10) == pytest.approx(width("👩", 10))


def test_a_combining_mark_takes_no_room():
    assert width("e\u0301", 10) == pytest.approx(width("e", 10))


@pytest.mark.parametrize(
    "text", ["Ελλάδα", "Москва", ARABIC, "שלום", "हिन्दी", "ไทย", JAPANESE, "한국어", "🙂", "→", "বাংলা", "தமிழ்"]
)
def test_the_worlds_scripts_are_covered(text):
    assert missing(text) == ()


def test_a_character_without_a_glyph_is_named_once():
    assert missing("a\U00013000b\U00013000") == ("\U00013000",)
    assert not is_covered("\U00013000")


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Tram", False),
        (ARABIC, True),
        ("(שלום", True),
        ("12 ," + ARABIC, True),
        ("A " + ARABIC, False),
        ("12", False),
    ],
)
def test_the_first_letter_decides_the_direction(text, turned):
    assert is_right_to_left(text) is turned


def test_what_cannot_be_seen_is_left_out():
    assert seen(" a\n\tb\x00c\u202ed\u2066e\ud800f ") == "a b c d e f"
    assert seen(FAMILY) == FAMILY


def test_lines_break_at_spaces():
    lines = wrap("The tram carried four million passengers in its first year.", 120, 13, 9).lines
    assert lines[0] == "The tram carried"
    assert " ".join(lines) == "The tram carried four million passengers in its first year."


def test_ideographs_break_anywhere_but_before_closing_marks():
    lines = wrap(JAPANESE, 100, 13, 20).lines
    assert len(lines) > 3
    assert "".join(lines) == JAPANESE
    assert not any(line.startswith(("」", "。", "、")) for line in lines)


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    found = wrap("word " * 500, 200, 13, 3)
    assert (len(found.lines), found.cut) == (3, True)
    assert found.lines[-1].endswith("…")
    assert width(found.lines[-1], 13) <= 200


def test_a_text_that_just_fits_has_no_ellipsis():
    assert wrap("one two", 200, 13, 1) == wrap("one  two", 200, 13, 1)
    assert wrap("one two", 200, 13, 1).cut is False


def test_an_empty_text_has_no_lines():
    assert wrap(" \n ", 200, 13, 3).lines == ()


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=120), room=st.integers(40, 200))
@example(text="\\" * 90 + "<b>&amp;]]>", room=40)
@example(text=FAMILY * 30, room=40)
@example(text=ARABIC * 8, room=60)
def test_no_line_is_wider_than_its_box_and_no_character_is_lost(text, room):
    lines = wrap(text, room, 13, 10_000).lines
    assert all(width(line, 13) <= room + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == seen(text).replace(" ", "")


def test_a_hundred_thousand_characters_are_no_burden():
    assert wrap("x" * 100_000, 200, 13, 6).cut is True


def test_a_line_is_shortened_between_visible_characters():
    assert shortened("abc", 200, 13) == "abc"
    assert shortened(FAMILY * 9, 40, 13).removesuffix("…") in (FAMILY, FAMILY * 2)
