"""How templates show stored values: labels of enums, names of kinds, and stored messages."""

import pytest

from factcheck.exceptions import UnknownChoice
from factcheck.web.templatetags.factcheck_tags import label, render_stored_message, verbose_name
from tests.bracket_translator import marked


def test_value_is_shown_with_the_label_of_its_enum() -> None:
    assert label("not_checkable", "ExclusionReason") == "not checkable"
    assert label("machine", "CreatedBy") == "machine"


def test_unknown_enum_in_a_template_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="Colour"):
        label("red", "Colour")


def test_a_kind_of_object_has_a_verbose_name() -> None:
    assert verbose_name("evidence") == "evidence"


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("a number and a name", "⟦⟦a number⟧ and ⟦a name⟧⟧"),
        ("A part of claim 7.", "⟦A part of claim 7.⟧"),
        ("Marked by a person.", "⟦Marked by a person.⟧"),
        ("", ""),
    ],
)
def test_a_stored_reason_is_translated_when_rendered(text: str, rendered: str) -> None:
    with marked():
        assert render_stored_message(text) == rendered
