"""The first look at Argdown: frontmatter off, comments out, data in braces put aside; what is left comes in lines.

A line holds `\\0n\\0` where the n-th piece of data stood. Works in one pass, whatever the text.
"""

import re
from dataclasses import dataclass, field

from factcheck.argument.formats.argdown.inline_markup import LINK
from factcheck.argument.formats.text_codec import decode, ensure_no_nul

_FRONTMATTER = re.compile(r"\A\s*===+[ \t]*\n(?P<yaml>(?:(?!===).*\n)*)===+[ \t]*(?:\n|\Z)")
_OUTSIDE = re.compile(rf"\\.|\n|//|/\*|<!--|\{{|{LINK}|\[[^\]\n]{{1,200}}\]|<[^>\n]{{1,200}}>")
_INSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]')
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\Z")
_CLOSING = {"/*": "*/", "<!--": "-->"}
_ACTIVE = frozenset({"\n", "{", "//", *_CLOSING})


@dataclass(frozen=True, slots=True)
class LexedLine:
    number: int
    text: str


@dataclass
class LexedSource:
    """The lines, the pieces of data in the order they stood, and the frontmatter as it is written."""

    frontmatter: str = ""
    lines: list[LexedLine] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def scan(data: bytes) -> LexedSource:
    """Raises `InvalidInput` for bytes that are not text."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    ensure_no_nul(text, medium="Argdown", where="")
    found = _FRONTMATTER.match(text)
    source = LexedSource(found["yaml"] if found else "")
    _Scanner(text, found.end() if found else 0, source).run()
    return source


def is_inert(raw: str) -> bool:
    """Whether nothing in a stretch of Argdown would end it: no line end, brace, comment or placeholder."""
    return (
        "\0" not in raw
        and "\r" not in raw
        and not any(found[0] in _ACTIVE for found in _OUTSIDE.finditer(raw))
    )


class _Scanner:
    def __init__(self, text: str, start: int, source: LexedSource) -> None:
        self.text = text
        self.position = start
        self.line = 1 + text.count("\n", 0, start)
        self.source = source
        self.parts: list[str] = []
        self.begun = self.line
        self.commented = False
        self.paragraph_end = -1
        self.unclosed = -1

    def run(self) -> None:
        while found := _OUTSIDE.search(self.text, self.position):
            self.parts.append(self.text[self.position : found.start()])
            self.position = found.end()
            self._take(found[0], found.start())
        self.parts.append(self.text[self.position :])
        self._flush()

    def _take(self, found: str, start: int) -> None:
        if found == "\n":
            self._flush()
            self.line += 1
            self.begun = self.line
        elif found in ("//", "/*", "<!--"):
            self._comment(found)
        elif found == "{":
            self._data(start)
        else:
            self.parts.append(found)

    def _flush(self) -> None:
        """End a line. One that held a comment and nothing else was no line, and so parts no paragraphs."""
        text = "".join(self.parts)
        if text.strip() or not self.commented:
            self.source.lines.append(LexedLine(self.begun, text))
        self.parts = []
        self.commented = False

    def _comment(self, opening: str) -> None:
        closing = _CLOSING.get(opening)
        end = self.text.find(closing or "\n", self.position)
        if end < 0 and closing:
            self.parts.append(self.text[self.position - len(opening) :])
            self.position = len(self.text)
            return
        end = len(self.text) if end < 0 else end + len(closing or "")
        if self.parts[-1].endswith(" "):
            self.parts[-1] = self.parts[-1].rstrip(" ")
        self._skip_to(end)
        self.commented = True

    def _data(self, start: int) -> None:
        """Put a closed pair of braces aside. An open one is text, and so is what follows in its paragraph."""
        if self.paragraph_end < start:
            blank = _BLANK_LINE.search(self.text, start)
            self.paragraph_end = blank.start() if blank else len(self.text)
        depth, end = 1, self.position
        while depth and self.unclosed < start:
            found = _INSIDE.search(self.text, end, self.paragraph_end)
            if not found:
                self.unclosed = self.paragraph_end
                break
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            end = found.end()
        if depth:
            self.parts.append("{")
            return
        self.parts.append(f"\0{len(self.source.data)}\0")
        self.source.data.append(self.text[start:end])
        self._skip_to(end)

    def _skip_to(self, end: int) -> None:
        self.line += self.text.count("\n", self.position, end)
        self.position = end
