"""Escaping of texts, titles and data for Argdown.

Nothing in them acts as syntax after it.

Every ASCII punctuation character gets a backslash, because an unescaped `[`, `<` or `{` would cut the text and lose the
relations of its block. Data is JSON, which is also YAML, with the characters escaped that would end the data.
"""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from factcheck.argument.formats.strict_json import dump_line

BLOCK_NAME = "argdown"
"""The name of the block of `extra` with the data that a map has no field for."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_NEWLINES = re.compile(r"\r\n|[\n\r]")
_ENDS = re.compile(r"^[ \t]|[ \t]$")
_TEXT = re.compile(r'(?<!\\)"(?:[^"\\]|\\.)*+"')
_TITLE = re.compile(r"\w(?:[\w .:-]*\w)?", re.ASCII)
# Characters that end data, frontmatter or an open title, and those that YAML treats as line breaks or as unprintable.
_UNSAFE = re.compile("[{}=>\\]\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """Return one line of Argdown that reads back as `text`.

    Newlines become spaces.
    """
    line = _NEWLINES.sub(" ", text)
    return _ENDS.sub(lambda match: f"\\{match[0]}", _PUNCTUATION.sub(r"\\\1", line))


def assign_titles(ids: Sequence[str]) -> dict[str, str]:
    """Return a title for each id.

    It is the id itself if that is a valid title, else a name that is not an id.
    """
    used = {name for name in ids if _is_valid_title(name)}
    unused = (name for number in count(1) if (name := f"item {number}") not in used)
    return {name: name if name in used else next(unused) for name in ids}


def format_data(value: dict[str, Any]) -> str:
    """Return a data block in braces, on one line; "" for no data."""
    return dump_safe_json(value) if value else ""


def dump_safe_json(value: Any) -> str:
    """Return JSON in whose texts no character acts as syntax of Argdown or YAML."""
    return _TEXT.sub(lambda match: _UNSAFE.sub(_to_unicode_escape, match[0]), dump_line(value))


def _is_valid_title(name: str) -> bool:
    # Well below the 200 characters that the lexer reads as one title.
    return len(name) <= 100 and _TITLE.fullmatch(name) is not None


def _to_unicode_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
