"""How texts, titles and data are spelled in Argdown so that nothing in them acts as syntax.

Every ASCII punctuation character gets a backslash: an unescaped `[`, `<` or `{` would truncate the text and
drop the relations of its block. Data is JSON, which is YAML too, with the characters escaped that would end it.
"""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from factcheck.argument.formats.strict_json import dump_line

BLOCK_NAME = "argdown"
"""The block of `extra` with what Argdown has and the map has not."""

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_NEWLINES = re.compile(r"\r\n|[\n\r]")
_ENDS = re.compile(r"^[ \t]|[ \t]$")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_TITLE = re.compile(r"\w(?:[\w .:-]*\w)?", re.ASCII)
# What ends data, frontmatter or a title begun before them; what YAML calls a line break or does not print.
_UNSAFE = re.compile("[{}=>\\]\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """One line of Argdown that reads as `text`; its newlines become spaces."""
    line = _NEWLINES.sub(" ", text)
    return _ENDS.sub(lambda found: f"\\{found[0]}", _PUNCTUATION.sub(r"\\\1", line))


def assign_titles(ids: Sequence[str]) -> dict[str, str]:
    """What stands between the brackets: the id where it can, else a name that no id has."""
    taken = {name for name in ids if _titled(name)}
    spare = (name for number in count(1) if (name := f"item {number}") not in taken)
    return {name: name if name in taken else next(spare) for name in ids}


def format_data(value: dict[str, Any]) -> str:
    """A data block in braces, on one line; empty for no data."""
    return dump_safe_json(value) if value else ""


def dump_safe_json(value: Any) -> str:
    """JSON whose texts hold nothing that Argdown or YAML would act on."""
    return _TEXT.sub(lambda text: _UNSAFE.sub(_as_code, text[0]), dump_line(value))


def _titled(name: str) -> bool:
    return len(name) <= 100 and _TITLE.fullmatch(name) is not None


def _as_code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
