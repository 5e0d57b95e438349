"""The first pass over Argdown: from a file to lines.

Separates frontmatter and data in braces, and removes comments.

A line has the placeholder `\\0n\\0` at the position of the n-th data block. The time is linear in the length of the
text.
"""

import re
from dataclasses import dataclass, field

from factcheck.argument.formats.argdown.fences import select_fences
from factcheck.argument.formats.argdown.inline_markup import LINK
from factcheck.argument.formats.text_codec import decode, ensure_no_nul

# The lines of the frontmatter can be indented, all alike.
_FRONTMATTER = re.compile(r"\A\s*===+[ \t]*\n(?P<yaml>(?:(?![ \t]*===).*\n)*)[ \t]*===+[ \t]*(?:\n|\Z)")
# Titles in brackets are matched as a whole, because comments and braces inside them are text.
_OUTSIDE = re.compile(rf"\\.|\n|//|/\*|<!--|\{{|{LINK}|\[[^\]\n]{{1,200}}\]|<[^>\n]{{1,200}}>")
# Inside data only quoted strings and braces matter; a brace in a string does not count.
_INSIDE = re.compile(r'(?<!\\)"(?:[^"\\]|\\.)*+"|[{}]')
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\Z")
_CLOSING = {"/*": "*/", "<!--": "-->"}
_ACTIVE = frozenset({"\n", "{", "//", *_CLOSING})


@dataclass(frozen=True, slots=True)
class LexedLine:
    """A line of the text without comments and data, with its number in the file."""

    number: int
    text: str


@dataclass
class LexedSource:
    """The lines, the data blocks and the frontmatter of a file."""

    frontmatter: str = ""
    lines: list[LexedLine] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def scan(data: bytes) -> LexedSource:
    """Return the lines of a file.

    Raises `InvalidInput` for a file that is not text or contains U+0000.
    """
    text = select_fences(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    ensure_no_nul(text, medium="Argdown", where="")
    match = _FRONTMATTER.match(text)
    source = LexedSource(match["yaml"] if match else "")
    _Scanner(text, match.end() if match else 0, source).run()
    return source


def is_inert(raw: str) -> bool:
    """Return whether a text of Argdown has nothing that would end it.

    That is a newline, a brace, a comment or a placeholder.
    """
    return (
        "\0" not in raw
        and "\r" not in raw
        and not any(match[0] in _ACTIVE for match in _OUTSIDE.finditer(raw))
    )


class _Scanner:
    def __init__(self, text: str, start: int, source: LexedSource) -> None:
        self.text = text
        self.position = start
        self.line = 1 + text.count("\n", 0, start)
        self.source = source
        self.parts: list[str] = []
        self.line_start = self.line
        self.has_comment = False
        self.paragraph_end = -1
        self.unclosed = -1

    def run(self) -> None:
        while match := _OUTSIDE.search(self.text, self.position):
            self.parts.append(self.text[self.position : match.start()])
            self.position = match.end()
            self._take(match[0], match.start())
        self.parts.append(self.text[self.position :])
        self._flush()

    def _take(self, match: str, start: int) -> None:
        if match == "\n":
            self._flush()
            self.line += 1
            self.line_start = self.line
        elif match in ("//", "/*", "<!--"):
            self._comment(match)
        elif match == "{":
            self._data(start)
        else:
            self.parts.append(match)

    def _flush(self) -> None:
        """End a line.

        A line with only a comment is dropped, because an empty line would end the paragraph.
        """
        text = "".join(self.parts)
        if text.strip() or not self.has_comment:
            self.source.lines.append(LexedLine(self.line_start, text))
        self.parts = []
        self.has_comment = False

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
        self.has_comment = True

    def _data(self, start: int) -> None:
        """Separate a block in balanced braces.

        An open brace is text, as are all later ones of its paragraph.

        `unclosed` remembers where a search failed. Otherwise a text of open braces would take quadratic time.
        """
        if self.paragraph_end < start:
            blank = _BLANK_LINE.search(self.text, start)
            self.paragraph_end = blank.start() if blank else len(self.text)
        depth, end = 1, self.position
        while depth and self.unclosed < start:
            match = _INSIDE.search(self.text, end, self.paragraph_end)
            if not match:
                self.unclosed = self.paragraph_end
                break
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            end = match.end()
        if depth:
            self.parts.append("{")
            return
        self.parts.append(f"\0{len(self.source.data)}\0")
        self.source.data.append(self.text[start:end])
        self._skip_to(end)

    def _skip_to(self, end: int) -> None:
        self.line += self.text.count("\n", self.position, end)
        self.position = end
