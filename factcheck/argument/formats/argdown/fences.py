"""Argdown inside Markdown: the fenced code blocks whose language is Argdown."""

import re

# "```argdown", "~~~ argdown-map", "```{.argdown}". The fence and its indentation decide where the block ends.
_OPENING = re.compile(
    r"(?<![ \t`~])(?P<indent>[ \t]*+)(?P<fence>`{3,}+|~{3,}+)[ \t]*+(?:\{[ \t]*+)?\.?argdown(?![a-z0-9])",
    re.IGNORECASE,
)
_START = re.compile(rf"^{_OPENING.pattern}", re.MULTILINE | re.IGNORECASE)


def has_fences(text: str) -> bool:
    """Return whether a text has a block of Argdown."""
    return _START.search(text) is not None


def select_fences(text: str) -> str:
    """Return the blocks of Argdown, with empty lines instead of all other lines, so that line numbers stay correct.

    A text without such blocks is returned as it is.
    """
    if not has_fences(text):
        return text
    lines: list[str] = []
    opening: re.Match[str] | None = None
    for line in text.split("\n"):
        if opening is None:
            opening = _OPENING.match(line)
            lines.append("")
        elif _closes(line, opening["fence"]):
            opening = None
            lines.append("")
        else:
            lines.append(line.removeprefix(opening["indent"]))
    return "\n".join(lines)


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])
