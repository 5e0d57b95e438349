"""The template filters for the labels of enums and the names of kinds."""

import pytest

from factcheck.exceptions import UnknownChoice
from factcheck.web.templatetags.factcheck_tags import balance_bar, label, verbose_name


def test_value_is_shown_with_the_label_of_its_enum() -> None:
    assert label("not_checkable", "ExclusionReason") == "not checkable"
    assert label("machine", "CreatedBy") == "machine"


def test_unknown_enum_in_a_template_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="Colour"):
        label("red", "Colour")


def test_a_kind_of_object_has_a_verbose_name() -> None:
    assert verbose_name("evidence") == "evidence"


@pytest.mark.parametrize(
    ("strength", "tone", "start", "width"),
    [(0.5, "even", 50, 0), (0.95, "for", 50, 45), (0.05, "against", 5, 45)],
)
def test_the_bar_of_a_strength_begins_in_the_middle(strength, tone, start, width):
    bar = balance_bar(strength)
    assert (bar["tone"], bar["start"], bar["width"]) == (tone, start, width)
    assert f"{strength:.2f}" in bar["text"]
