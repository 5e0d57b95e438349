"""Values and labels of tracked fields as users read them."""

from typing import Any

import pytest

from factcheck.exceptions import UnknownChoice
from factcheck.history.tracked_fields import TRACKED, format_value, get_tracked


@pytest.mark.parametrize(
    ("name", "value", "text"),
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
def test_value_is_formatted(name: str, value: Any, text: str) -> None:
    assert format_value(name, value) == text


@pytest.mark.parametrize("kind", TRACKED)
def test_every_field_has_a_label(kind: str) -> None:
    assert all(
        get_tracked(kind).label(name) and "_" not in get_tracked(kind).label(name)
        for name in get_tracked(kind).fields
    )


def test_unknown_kind_is_named_in_the_error() -> None:
    with pytest.raises(UnknownChoice, match="ghost"):
        get_tracked("ghost")
