"""The speaker that a pronoun refers to."""

import pytest

from factcheck.text.attribution.speakers import find_last_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe met Ann Lee.", "Ann Lee"),
        ("Prices rose. Heald said so.", "Heald"),
        ("However, nothing came of it.", ""),
        ("It began on a Friday in March.", ""),
        ("", ""),
    ],
)
def test_the_last_name_is_neither_a_first_word_nor_a_date(text, name):
    assert find_last_name(text) == name
