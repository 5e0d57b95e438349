"""The names of tags: which are valid, and which are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.models import Tag
from factcheck.claims.tags import (
    MAX_NAME_LENGTH,
    clean_name,
    normalize_key,
)
from factcheck.exceptions import InvalidInput


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Energy", "energy"),
        ("  wind   power ", "Wind power"),
        ("Straße", "STRASSE"),
        ("caf\u00e9", "cafe\u0301"),
        ("ﬁsh", "fish"),
        ("en\u200bergy", "energy"),
        ("ΌΣΟΣ", "όσος"),
    ],
)
def test_names_that_differ_only_in_spelling_have_the_same_key(first: str, second: str) -> None:
    assert normalize_key(first) == normalize_key(second)


@pytest.mark.parametrize(("first", "second"), [("energy", "energie"), ("a b", "ab"), ("é", "e"), ("1", "2")])
def test_different_names_have_different_keys(first: str, second: str) -> None:
    assert normalize_key(first) != normalize_key(second)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "needs a name"),
        (" \t", "needs a name"),
        ("\u200b\u2060", "needs a name"),
        ("x" * (MAX_NAME_LENGTH + 1), "at most 40"),
        ("\ufdfa" * MAX_NAME_LENGTH, "at most 40"),
        ("a\x07b", "cannot be shown"),
    ],
)
def test_an_invalid_name_is_refused_with_the_reason(name: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refusal:
        clean_name(name)
    assert list(refusal.value.fields) == ["name"]


@given(st.text(max_size=60))
def test_cleaning_a_name_is_idempotent_and_fits_the_columns(name: str) -> None:
    try:
        cleaned = clean_name(name)
    except InvalidInput:
        return
    assert clean_name(cleaned) == cleaned
    assert normalize_key(normalize_key(cleaned)) == normalize_key(cleaned) == normalize_key(name)
    assert 1 <= len(cleaned) <= MAX_NAME_LENGTH
    assert len(normalize_key(cleaned)) <= Tag._meta.get_field("key").max_length
