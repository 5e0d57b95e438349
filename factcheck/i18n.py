"""Sentences in the language of whoever reads, for the packages that know no Django.

As they stand in the source until a translator is installed; the project installs Django's, which follows the request.
Import nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Translator(Protocol):
    """What Django's `django.utils.translation` offers, and Python's own `gettext` too."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


class _AsWritten:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str, /) -> str:
        return message


null_translator: Translator = _AsWritten()
_installed = [null_translator]
_is_untranslated: ContextVar[bool] = ContextVar("untranslated", default=False)


def set_translator(translator: Translator) -> None:
    """Let every later sentence pass through `translator`."""
    _installed[0] = translator


@contextmanager
def source_language() -> Iterator[None]:
    """For what is kept or handed out as a file: in here sentences stay as written, whoever asked for it."""
    before = _is_untranslated.set(True)
    try:
        yield
    finally:
        _is_untranslated.reset(before)


def _translator() -> Translator:
    return null_translator if _is_untranslated.get() else _installed[0]


def gettext(message: str) -> str:
    return _translator().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return _translator().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """A message that means one thing in this context and another elsewhere: the state “open”, the deed “open”."""
    return _translator().pgettext(context, message)


def gettext_noop(message: str) -> str:
    """The message itself, marked for the catalogue: for tables, whose sentences are translated where they are used."""
    return message
