from enum import StrEnum

import pytest
from django.utils import translation

from factcheck import enums
from factcheck.argument.appraisal import APPRAISED
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.enum_labels import LABELS, choices, get_label, verbose_name_of
from factcheck.enums import ExclusionReason, Role
from factcheck.exceptions import UnknownChoice

ENUMS = [one for one in vars(enums).values() if isinstance(one, type) and issubclass(one, StrEnum)]


@pytest.mark.parametrize("kind", [one for one in ENUMS if one not in (StrEnum, *APPRAISED)])
def test_every_value_has_a_label_which_is_the_value_in_english(kind: type[StrEnum]) -> None:
    with translation.override("en"):
        assert {value: str(said) for value, said in LABELS[kind].items()} == {
            value: value.replace("_", " ") for value in kind
        }


def test_a_label_is_found_by_the_stored_value() -> None:
    assert (
        get_label(ExclusionReason, "not_checkable")
        == get_label("ExclusionReason", "not_checkable")
        == "not checkable"
    )


def test_an_unknown_enum_is_an_error() -> None:
    with pytest.raises(UnknownChoice, match="Colour"):
        get_label("Colour", "red")


def test_an_unknown_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="emperor"):
        get_label(Role, "emperor")


def test_choices_leave_out_the_empty_value() -> None:
    assert [value for value, _ in choices(ExclusionReason)] == ["dropped", "duplicate", "not_checkable"]


def test_a_model_and_its_rows_share_a_noun() -> None:
    assert verbose_name_of(Article) == verbose_name_of(Article(title="A")) == "article"


def test_a_model_without_a_noun_uses_its_verbose_name() -> None:
    assert verbose_name_of(Event) == "event"
