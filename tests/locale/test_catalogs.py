"""The catalogs: complete, with the variables of the English, compiled, and up to date with the sources."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from factcheck.locale.catalogs import extract_messages, list_catalogs, to_mo

VARIABLE = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|<[^<>]+>")
EACH = pytest.mark.parametrize("path", list_catalogs(), ids=lambda path: path.parts[-3])


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_language_has_a_catalog() -> None:
    offered = {to_locale(code) for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert offered == {path.parts[-3] for path in list_catalogs()}


@EACH
def test_every_message_is_translated_and_none_is_fuzzy(path: Path) -> None:
    assert [message.id for message in messages(path) if not all(forms(message.string))] == []
    assert [message.id for message in messages(path) if message.fuzzy] == []


@EACH
def test_a_translation_has_the_variables_and_the_markup_of_the_english(path: Path) -> None:
    """Compare with the plural: a language without a singular has one form for any number."""
    differ = [
        (message.id, text)
        for message in messages(path)
        for text in forms(message.string)
        if Counter(VARIABLE.findall(text)) != Counter(VARIABLE.findall(forms(message.id)[-1]))
    ]
    assert differ == []


@EACH
def test_the_compiled_catalog_is_up_to_date(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == to_mo(read(path)), "run `make messages`"


@EACH
def test_the_catalog_has_exactly_the_messages_of_the_sources(path: Path) -> None:
    stored = {(message.context, tuple(forms(message.id))) for message in messages(path)}
    extracted = {(message.context, tuple(forms(message.id))) for message in extract_messages() if message.id}
    assert (extracted - stored, stored - extracted) == (set(), set()), (
        "run `make messages`, and translate what is new"
    )
