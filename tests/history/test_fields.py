"""Values of history as people read them."""

from typing import Any

import pytest

from factcheck.exceptions import UnknownChoice
from factcheck.history.fields import KEPT, in_words, kept


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("state", "draft", "draft"),
        ("set_aside", "not_checkable", "not checkable"),
        ("title", "a_name with_underscores", "a_name with_underscores"),
        ("strength", 0.5, "0.5"),
        ("quorum", 3, "3"),
        ("tags", ["budget", "roads"], "budget, roads"),
        ("stale_cause", "Evidence went from active to withdrawn", "Evidence went from active to withdrawn"),
        ("due_on", None, ""),
        ("tags", [], ""),
        ("set_aside", "", ""),
    ],
)
def test_a_value_is_told_in_words(name: str, value: Any, words: str) -> None:
    assert in_words(name, value) == words


@pytest.mark.parametrize("kind", KEPT)
def test_every_field_has_a_name_for_people(kind: str) -> None:
    assert all(kept(kind).label(name) and "_" not in kept(kind).label(name) for name in kept(kind).fields)


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(UnknownChoice, match="ghost"):
        kept("ghost")
