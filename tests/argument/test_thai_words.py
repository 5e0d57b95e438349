import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.argument.thai_words import load_words, split_thai

# "The mayor said that the new tram line had four million passengers in the first year."
SENTENCE = "นายกเทศมนตรีกล่าวว่ารถรางสายใหม่มีผู้โดยสารสี่ล้านคนในปีแรก"


def test_the_list_has_words_and_no_phrases_with_line_breaks():
    assert {"ไทย", "รถราง", "ผู้โดยสาร"} <= load_words()
    assert not any("\n" in word or word != word.strip() for word in load_words())


def test_a_sentence_is_split_into_words_of_the_list():
    words = split_thai(SENTENCE)
    assert {"นายกเทศมนตรี", "รถราง", "ผู้โดยสาร", "แรก"} <= set(words)
    assert set(words) <= load_words()


@pytest.mark.parametrize("text", ["ต่างๆ", "กรุงเทพฯ"])
def test_a_sign_of_repetition_or_abbreviation_stays_with_its_word(text):
    assert split_thai(f"{text}รถราง")[-1] == "รถราง"
    assert not any(word.startswith(("ๆ", "ฯ")) for word in split_thai(f"{text}รถราง"))


def test_letters_outside_of_words_stay_together():
    assert split_thai("ฮฮฮรถรางฮฮฮ") == ("ฮฮฮ", "รถราง", "ฮฮฮ")


@given(text=st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E), min_size=1, max_size=60))
def test_no_letter_is_lost_and_no_mark_leaves_its_letter(text):
    words = split_thai(text)
    assert "".join(words) == text
    assert not any(word.startswith(tuple("ัิีึืฺุู็่้๊๋์")) for word in words[1:])
