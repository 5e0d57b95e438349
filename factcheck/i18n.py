"""Translation for the packages that do not import Django.

Messages stay in the source language until a translator is set. The project sets Django's, which follows the language
of the request. This module imports nothing of the project.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Translator(Protocol):
    """Interface that `django.utils.translation` and Python's `gettext` both have."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...

    def pgettext(self, context: str, message: str, /) -> str: ...


class _NullTranslator:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str, /) -> str:
        return message


null_translator: Translator = _NullTranslator()
_current = [null_translator]
_is_untranslated: ContextVar[bool] = ContextVar("untranslated", default=False)


def set_translator(translator: Translator) -> None:
    """Use `translator` for every later message of this process."""
    _current[0] = translator


@contextmanager
def source_language() -> Iterator[None]:
    """Leave messages untranslated inside the `with` block: for stored text and for files, which have no reader yet."""
    token = _is_untranslated.set(True)
    try:
        yield
    finally:
        _is_untranslated.reset(token)


def _translator() -> Translator:
    return null_translator if _is_untranslated.get() else _current[0]


def gettext(message: str) -> str:
    return _translator().gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return _translator().ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Translate a message that is ambiguous without a context, such as the state “open” and the verb “open”."""
    return _translator().pgettext(context, message)


def gettext_noop(message: str) -> str:
    """Mark a message for extraction and return it unchanged: for tables whose entries are translated when used."""
    return message
