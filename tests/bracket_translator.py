"""A translator that puts double brackets around every message, so that tests see what was translated."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

from factcheck import i18n


class Marking:
    def gettext(self, message: str, /) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return self.gettext(singular if number == 1 else plural)

    def pgettext(self, context: str, message: str, /) -> str:
        return self.gettext(f"{context}: {message}")


@contextmanager
def marked() -> Iterator[None]:
    i18n.set_translator(Marking())
    try:
        yield
    finally:
        i18n.set_translator(translation)
