import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.argument.fonts import BODY, is_covered, load_advances
from factcheck.argument.text_metrics import (
    find_missing_glyphs,
    is_right_to_left,
    measure_width,
    truncate_clusters,
    truncate_to_width,
    visible_text,
    wrap_text,
)

FAMILY = "👩\u200d👩\u200d👧"
APART = "👩\u200d🐄"  # joined in a way that no font knows
WHOLE = [
    FAMILY,
    "🇩🇪",
    "👍🏽",
    "👩🏽\u200d🚀",
    "❤️\u200d🔥",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]
ARABIC = "مدينة صغيرة"
JAPANESE = "市長は「新しい路面電車は一年目で四百万人の乗客を運んだ」と述べた。"


def test_a_width_is_the_sum_of_the_fonts_own_advances():
    advances = load_advances(BODY)
    assert measure_width("Tram", 10) == pytest.approx(10 * sum(advances[char] for char in "Tram"))
    assert measure_width("iiii", 10) < measure_width("mmmm", 10)


def test_joined_emoji_are_as_wide_as_one():
    assert measure_width(FAMILY, 10) == pytest.approx(measure_width("👩", 10))


@pytest.mark.parametrize("cluster", WHOLE)
def test_emoji_that_the_font_joins_are_whole_and_not_reported(cluster):
    assert find_missing_glyphs(cluster) == ()
    assert measure_width(cluster, 10) == pytest.approx(measure_width("👩", 10))
    assert set("".join(wrap_text(cluster * 9, 40, 13, 99).lines).replace(cluster, "")) == set()
    assert all(line.replace(cluster, "") == "" for line in wrap_text(cluster * 9, 40, 13, 99).lines)


@pytest.mark.parametrize("cluster", [APART, "🇦🇦", "🐄🏽"])
def test_emoji_that_no_font_joins_are_reported_and_measured_apart(cluster):
    assert find_missing_glyphs(f"a {cluster} b {cluster}") == (cluster,)
    assert measure_width(cluster, 10) == pytest.approx(2 * measure_width("👩", 10))


def test_strong_text_is_wider():
    assert measure_width("Verdict", 10, strong=True) > measure_width("Verdict", 10)
    assert measure_width("市長", 10, strong=True) == pytest.approx(measure_width("市長", 10))
    line = truncate_to_width("Verdict: " * 9, 100, 11, strong=True)
    assert measure_width(line, 11, strong=True) <= 100


def test_a_combining_mark_takes_no_room():
    assert measure_width("e\u0301", 10) == pytest.approx(measure_width("e", 10))


@pytest.mark.parametrize(
    "text", ["Ελλάδα", "Москва", ARABIC, "שלום", "हिन्दी", "ไทย", JAPANESE, "한국어", "🙂", "→", "বাংলা", "தமிழ்"]
)
def test_the_worlds_scripts_are_covered(text):
    assert find_missing_glyphs(text) == ()


def test_a_character_without_a_glyph_is_named_once():
    assert find_missing_glyphs("a\U00013000b\U00013000") == ("\U00013000",)
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
    assert visible_text(" a\n\tb\x00c\u202ed\u2066e\ud800f ") == "a b c d e f"
    assert visible_text(FAMILY) == FAMILY


def test_lines_break_at_spaces():
    lines = wrap_text("The tram carried four million passengers in its first year.", 120, 13, 9).lines
    assert lines[0] == "The tram carried"
    assert " ".join(lines) == "The tram carried four million passengers in its first year."


def test_ideographs_break_anywhere_but_before_closing_marks():
    lines = wrap_text(JAPANESE, 100, 13, 20).lines
    assert len(lines) > 3
    assert "".join(lines) == JAPANESE
    assert not any(line.startswith(("」", "。", "、")) for line in lines)


def test_thai_breaks_between_words_only():
    words = ["นายกเทศมนตรี", "กล่าวว่า", "รถราง", "สาย", "ใหม่", "มี", "ผู้โดยสาร", "สี่", "ล้าน", "(", "ไทย", ")"]
    lines = wrap_text("".join(words), 90, 13, 20).lines
    assert len(lines) > 3
    assert "".join(lines) == "".join(words)
    assert not any(line.endswith("(") or line.startswith(")") for line in lines)
    for line in lines:
        while line:
            word = next(word for word in words if line.startswith(word))
            line = line.removeprefix(word)


def test_brackets_stay_with_the_ideographs_beside_them():
    lines = wrap_text("市長は「路面電車」と『会社』と（東京）を見た" * 3, 66, 13, 40).lines
    assert not any(line.endswith(("「", "『", "（")) for line in lines)


def test_letters_of_korean_syllables_are_not_separated():
    syllable = "\u1112\u1161\u11ab"
    assert all(len(line) % 3 == 0 for line in wrap_text(syllable * 12, 40, 13, 40).lines)


def test_a_text_is_cut_between_clusters():
    assert truncate_clusters(f"ab{FAMILY}", 4) == "ab"
    assert truncate_clusters(f"ab{FAMILY}", 7) == f"ab{FAMILY}"
    assert truncate_clusters("e\u0301e\u0301", 3) == "e\u0301"
    assert truncate_clusters(FAMILY, 2) == ""


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    found = wrap_text("word " * 500, 200, 13, 3)
    assert (len(found.lines), found.cut) == (3, True)
    assert found.lines[-1].endswith("…")
    assert measure_width(found.lines[-1], 13) <= 200


def test_a_text_that_just_fits_has_no_ellipsis():
    assert wrap_text("one two", 200, 13, 1) == wrap_text("one  two", 200, 13, 1)
    assert wrap_text("one two", 200, 13, 1).cut is False


def test_an_empty_text_has_no_lines():
    assert wrap_text(" \n ", 200, 13, 3).lines == ()


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=120), max_width=st.integers(40, 200))
@example(text="\\" * 90 + "<b>&amp;]]>", max_width=40)
@example(text=FAMILY * 30, max_width=40)
@example(text=ARABIC * 8, max_width=60)
def test_no_line_is_wider_than_its_box_and_no_character_is_lost(text, max_width):
    lines = wrap_text(text, max_width, 13, 10_000).lines
    assert all(measure_width(line, 13) <= max_width + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == visible_text(text).replace(" ", "")


def test_a_hundred_thousand_characters_are_no_burden():
    assert wrap_text("x" * 100_000, 200, 13, 6).cut is True


def test_a_line_is_shortened_between_visible_characters():
    assert truncate_to_width("abc", 200, 13) == "abc"
    assert truncate_to_width(FAMILY * 9, 40, 13).removesuffix("…") in (FAMILY, FAMILY * 2)
