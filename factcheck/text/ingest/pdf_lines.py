"""The lines of a PDF page: its characters with their boxes, joined to what a reader sees as one line.

PDFium ends a line where the baseline or the size changes, so a raised number, a drop cap or a numbered margin would
become text of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import pypdfium2
from pypdfium2 import raw

from factcheck.text.ingest.pdf_layout import PdfLine
from factcheck.text.ingest.raised import lower_text, raise_text

# PDFium reports a hyphen at the end of a line by this character and leaves out the line end after it.
_BROKEN_WORD = "\x02"
_HYPHENS = f"{_BROKEN_WORD}-\u00ad\u2010"
_WORD = re.compile(r"\w")
_LINE_NUMBER = re.compile(r"(\d{1,4})(?:\s+|$)")
_MIN_NUMBERED_LINES = 4
_NUMBERED_SHARE = 0.7
# In units of the letter size: the height of a raised character over the line, and the gap that is a space.
_RAISED = 0.15
_SPACE = 0.18
_SMALLER = 0.95
_DROP_CAP = 1.8
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_RUN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.,:%/+-]*[0-9A-Za-z%])?")


@dataclass(frozen=True, slots=True)
class Character:
    """A character, its letter size, and its box in points from the lower left corner of the page."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float


def read_lines(page: pypdfium2.PdfTextPage) -> tuple[list[PdfLine], int]:
    """Return the lines of a page in the order of the file, and how many margin numbers were left out."""
    characters = _characters(page)
    is_mirrored = _is_right_to_left(characters)
    lines = _right_to_left_lines(characters) if is_mirrored else _merge(_split(characters))
    lines, count = _without_line_numbers([line for line in lines if _has_words(line)])
    return _with_drop_caps([_to_line(line) for line in lines]), count


def _characters(page: pypdfium2.PdfTextPage) -> list[Character]:
    found = []
    for at in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(at, loose=True)
        text = chr(raw.FPDFText_GetUnicode(page, at))
        found.append(Character(text, raw.FPDFText_GetFontSize(page, at), left, bottom, right, top))
    return found


def _split(characters: Sequence[Character]) -> list[list[Character]]:
    """Return the lines as PDFium ends them."""
    lines: list[list[Character]] = [[]]
    for character in characters:
        if character.text in "\r\n":
            lines.append([])
            continue
        if lines[-1] and lines[-1][-1].text == _BROKEN_WORD:
            lines.append([])
        lines[-1].append(character)
    return [line for line in map(_strip, lines) if line]


def _strip(line: list[Character]) -> list[Character]:
    start, end = 0, len(line)
    while start < end and line[start].text.isspace():
        start += 1
    while end > start and line[end - 1].text.isspace():
        end -= 1
    return line[start:end]


def _merge(lines: list[list[Character]]) -> list[list[Character]]:
    """Join lines that stand beside each other and differ in size or height: one of them is raised or lowered."""
    merged: list[list[Character]] = []
    for line in lines:
        if merged and _continues(merged[-1][-1], line[0]):
            gap = line[0].left - merged[-1][-1].right
            space = [replace(line[0], text=" ")] if gap > _SPACE * line[0].size else []
            merged[-1] = [*merged[-1], *space, *line]
        else:
            merged.append(line)
    return merged


def _continues(a: Character, b: Character) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    height = min(a.top - a.bottom, b.top - b.bottom)
    is_beside = -0.2 * a.size <= b.left - a.right <= 0.6 * max(a.size, b.size)
    differs = abs(a.size - b.size) > 0.5 or abs(a.bottom - b.bottom) > 0.5
    return is_beside and differs and height > 0 and overlap > 0.3 * height


def _has_words(line: Sequence[Character]) -> bool:
    """Return whether a line has words: a rule that is drawn with hyphens has none."""
    return any(_WORD.match(character.text) for character in line)


def _without_line_numbers(lines: list[list[Character]]) -> tuple[list[list[Character]], int]:
    """Remove the numbers that count the lines at the margin, if there are such numbers."""
    texts = ["".join(character.text for character in line) for line in lines]
    found = [(at, match) for at, text in enumerate(texts) if (match := _LINE_NUMBER.match(text))]
    numbers = [int(match[1]) for _at, match in found]
    steps = {b - a for a, b in pairwise(numbers)}
    is_counting = len(numbers) >= _MIN_NUMBERED_LINES and steps in ({1}, {5})
    if not is_counting or (steps == {1} and len(numbers) < _NUMBERED_SHARE * len(lines)):
        return lines, 0
    rest = list(lines)
    for at, match in found:
        rest[at] = _strip(lines[at][match.end() :])
    return [line for line in rest if line], len(found)


def _with_drop_caps(lines: list[PdfLine]) -> list[PdfLine]:
    """Join a large first letter to the line that it begins."""
    joined: list[PdfLine] = []
    for line in lines:
        cap = joined[-1] if joined else None
        if cap and len(cap.text) == 1 and cap.text.isalpha() and _is_drop_cap(cap, line):
            joined[-1] = replace(line, text=cap.text + line.text)
        else:
            joined.append(line)
    return joined


def _is_drop_cap(cap: PdfLine, line: PdfLine) -> bool:
    is_first_line = cap.bottom < line.top <= cap.top + line.size
    return is_first_line and cap.size > _DROP_CAP * line.size and cap.right <= line.left + line.size


def _to_line(line: Sequence[Character]) -> PdfLine:
    text = _text(line)
    main = _main_character(line)
    last = line[-2] if line[-1].text == _BROKEN_WORD and len(line) > 1 else line[-1]
    is_broken = len(text) > 1 and text[-1] in _HYPHENS
    return PdfLine(
        text=text.rstrip(_HYPHENS) if is_broken else text,
        is_hyphenated=is_broken and text[-2].isalpha(),
        # Right to left is read as in a mirror.
        left=line[0].left if line[0].left <= last.left else -line[0].right,
        right=last.right if line[0].left <= last.left else -last.left,
        top=main.top,
        bottom=main.bottom,
        size=main.size,
    )


def _main_character(line: Sequence[Character]) -> Character:
    """Return a character of the size that most of the line has."""
    sizes: dict[float, list[Character]] = {}
    for character in line:
        if not character.text.isspace():
            sizes.setdefault(round(character.size, 1), []).append(character)
    return max(sizes.values(), key=len)[0]


def _text(line: Sequence[Character]) -> str:
    main = _main_character(line)
    parts = []
    for position, group in groupby(line, key=lambda character: _position(character, main)):
        text = "".join(character.text for character in group)
        parts.append(raise_text(text) if position > 0 else lower_text(text) if position < 0 else text)
    return "".join(parts)


def _position(character: Character, main: Character) -> int:
    """Return 1 for a raised character, -1 for a lowered one, 0 for one on the line."""
    if character.text.isspace() or character.size >= _SMALLER * main.size:
        return 0
    if character.bottom - main.bottom > _RAISED * main.size:
        return 1
    return -1 if main.bottom - character.bottom > _RAISED * main.size else 0


def _is_right_to_left(characters: Sequence[Character]) -> bool:
    letters = [character for character in characters if character.text.isalpha()]
    return sum(bool(_RTL.match(letter.text)) for letter in letters) > 0.5 * len(letters)


def _right_to_left_lines(characters: Sequence[Character]) -> list[list[Character]]:
    """Return the lines of a page of Hebrew or Arabic, by the places of its characters.

    PDFium orders such text by parts, which mixes up words.
    """
    seen = [
        character
        for character in characters
        if not character.text.isspace() and character.right > character.left
    ]
    rows: list[list[Character]] = []
    for character in sorted(seen, key=lambda item: -item.bottom):
        if rows and abs(rows[-1][0].bottom - character.bottom) < 0.4 * character.size:
            rows[-1].append(character)
        else:
            rows.append([character])
    return [_logical_order(row) for row in rows]


def _logical_order(row: list[Character]) -> list[Character]:
    ordered: list[Character] = []
    for character in sorted(row, key=lambda item: -item.right):
        if ordered and ordered[-1].left - character.right > _SPACE * character.size:
            ordered.append(replace(character, text=" "))
        ordered.append(character)
    text = "".join(character.text[:1] for character in ordered)
    for run in _LTR_RUN.finditer(text[::-1]):
        start, end = len(text) - run.end(), len(text) - run.start()
        ordered[start:end] = ordered[start:end][::-1]
    return ordered
