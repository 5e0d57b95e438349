"""A language that marks every sentence that went through the translation, and a reader of what did not.

A message shows as ⟦message⟧, and what is put into it stands outside the brackets again. Where everything that people
write is Greek, Latin letters outside the brackets are words of ours that nobody can translate.
"""

import re
from html.parser import HTMLParser

OPEN, CLOSE = "⟦", "⟧"
_PLACEHOLDER = re.compile(r"%(?!%)(?:\(\w+\))?[-#0-9. +]*[a-zA-Z]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SAID = ("aria-label", "title", "placeholder", "alt", "aria-description")
_UNREAD = {"script", "style", "code", "kbd"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Pseudo:
    """Stands in the place of a language's `DjangoTranslation`."""

    def __init__(self, language: str) -> None:
        self._language = language

    def to_language(self) -> str:
        return self._language

    language = to_language

    def gettext(self, message: str) -> str:
        words = message.rpartition("\x04")[2]
        return OPEN + _PLACEHOLDER.sub(lambda found: CLOSE + found.group() + OPEN, words) + CLOSE

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


def bare(text: str) -> str:
    """What of a text stands outside all brackets."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth == 0 and letter != CLOSE:
            kept.append(letter)
    assert depth == 0, f"a translated sentence was cut: {text[:200]}"
    return "".join(kept)


class _Reader(HTMLParser):
    """The words of a page in order, and those of the attributes that are read out or shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.attributes: list[str] = []
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [value for name, value in attrs if name in _SAID and value]
        if tag not in _VOID:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass
        self.text += " " if tag in ("p", "li", "h1", "h2", "td", "option", "button") else ""

    def handle_data(self, data: str) -> None:
        if not _UNREAD & set(self._within):
            self.text += data


def untranslated(html: str, allowed: re.Pattern[str]) -> list[str]:
    """The stretches of a page with Latin words that did not go through the translation and are not allowed."""
    reader = _Reader(html)
    rest = [allowed.sub("", bare(said)) for said in [reader.text, *reader.attributes]]
    return [
        " ".join(stretch.split())
        for said in rest
        for stretch in re.split(r"\n| {2,}", said)
        if _WORD.search(stretch)
    ]
