"""Find the members whom a comment mentions: `@` and the name, in any case. Pure.

The longest name that fits is taken. If two members have the same name, both are mentioned.
"""

import re
from collections.abc import Iterable, Mapping


def find_mentions(body: str, names: Mapping[int, str]) -> list[int]:
    """Return the sorted ids of the names that follow an `@` at the start of a word."""
    pattern = build_pattern(names.values())
    mentioned = {match.group(1).casefold() for match in pattern.finditer(body)} if pattern else set()
    return sorted(pk for pk, name in names.items() if name.casefold() in mentioned)


def build_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that matches `@` and one of the names; None if there are no names.

    Longer names come first, because an alternation takes the first that fits: "Ann Lee" before "Ann".
    """
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    if not longest_first:
        return None
    # No word character or @ before: "ann@example.org" and "@@Ann" are not mentions. None after: "@Anna" is not "@Ann".
    return re.compile(rf"(?<![\w@])@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
