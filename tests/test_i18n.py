from collections.abc import Iterator

import pytest
from django.utils import translation

from factcheck import i18n


class _UpperCase:
    """Return messages in upper case, so that a test sees what was translated."""

    def gettext(self, message: str, /) -> str:
        return message.upper()

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return (singular if number == 1 else plural).upper()

    def pgettext(self, context: str, message: str, /) -> str:
        return f"{context}: {message}".upper()


@pytest.fixture
def as_before() -> Iterator[None]:
    yield
    i18n.set_translator(translation)


@pytest.mark.usefixtures("as_before")
class TestWithoutATranslator:
    @pytest.fixture(autouse=True)
    def _none(self) -> None:
        i18n.set_translator(i18n.null_translator)

    def test_a_message_stays_in_the_source_language(self) -> None:
        assert i18n.gettext("Nothing here.") == "Nothing here."
        assert i18n.pgettext("state", "open") == "open"

    @pytest.mark.parametrize(("number", "form"), [(0, "claims"), (1, "claim"), (2, "claims")])
    def test_only_the_number_one_is_singular(self, number: int, form: str) -> None:
        assert i18n.ngettext("claim", "claims", number) == form


@pytest.mark.usefixtures("as_before")
def test_a_translator_that_is_set_translates() -> None:
    i18n.set_translator(_UpperCase())

    assert i18n.gettext("no") == "NO"
    assert i18n.ngettext("claim", "claims", 2) == "CLAIMS"
    assert i18n.pgettext("state", "open") == "STATE: OPEN"


def test_gettext_noop_returns_the_message_unchanged() -> None:
    assert i18n.gettext_noop("No") == "No"


def test_the_project_translates_to_the_language_of_the_request() -> None:
    with translation.override("de"):
        assert i18n.gettext("This field is required.") == "Dieses Feld ist zwingend erforderlich."


@pytest.mark.usefixtures("as_before")
def test_source_language_applies_only_inside_its_block() -> None:
    i18n.set_translator(_UpperCase())

    with i18n.source_language():
        inside = (
            i18n.gettext("no"),
            i18n.ngettext("claim", "claims", 2),
            i18n.pgettext("state", "open"),
        )

    assert inside == ("no", "claims", "open")
    assert i18n.gettext("no") == "NO"


@pytest.mark.usefixtures("as_before")
def test_an_error_inside_source_language_restores_the_translator() -> None:
    i18n.set_translator(_UpperCase())

    with pytest.raises(ZeroDivisionError), i18n.source_language():
        _ = 1 / 0

    assert i18n.gettext("no") == "NO"
