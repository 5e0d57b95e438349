"""The catalogues: complete, true to the English, compiled, and of the very strings that stand in the sources."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from factcheck.locale.catalogs import extract_messages, list_catalogs, to_mo

PUT_IN = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|<[^<>]+>")
EACH = pytest.mark.parametrize("path", list_catalogs(), ids=lambda path: path.parts[-3])


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def forms(said: str | tuple[str, ...] | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    offered = {to_locale(code) for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert offered == {path.parts[-3] for path in list_catalogs()}


@EACH
def test_every_message_is_translated_and_none_is_a_guess(path: Path) -> None:
    assert [message.id for message in messages(path) if not all(forms(message.string))] == []
    assert [message.id for message in messages(path) if message.fuzzy] == []


@EACH
def test_a_translation_puts_in_what_the_english_puts_in_and_keeps_its_markup(path: Path) -> None:
    """By its plural: a language without a singular has one form, for any number."""
    differ = [
        (message.id, said)
        for message in messages(path)
        for said in forms(message.string)
        if Counter(PUT_IN.findall(said)) != Counter(PUT_IN.findall(forms(message.id)[-1]))
    ]
    assert differ == []


@EACH
def test_what_django_reads_is_what_the_catalogue_says(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == to_mo(read(path)), "run `make messages`"


@EACH
def test_the_catalogue_has_the_strings_of_the_sources_and_no_others(path: Path) -> None:
    here = {(message.context, tuple(forms(message.id))) for message in messages(path)}
    there = {(message.context, tuple(forms(message.id))) for message in extract_messages() if message.id}
    assert (there - here, here - there) == (set(), set()), "run `make messages`, and translate what is new"
