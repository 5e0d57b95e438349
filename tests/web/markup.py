"""A parser of a page's HTML: its elements, their ids, and the text inside them."""

from collections import Counter
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Markup(HTMLParser):
    """A parsed page: `elements` are (tag, attributes), `words` is the text inside each element with an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.elements.append((tag, known))
        if tag not in _VOID:
            self._open.append((tag, known.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.words[name] = self.words.get(name, "") + data

    def ids(self) -> Counter[str]:
        return Counter(known["id"] for _, known in self.elements if known.get("id"))

    def problems(self) -> dict[str, str]:
        """Return the errors of the form fields, by the name of the field."""
        return {
            name.removesuffix("_problem").rpartition("id_")[2].rpartition("-")[2]: " ".join(words.split())
            for name, words in self.words.items()
            if name.endswith("_problem")
        }
