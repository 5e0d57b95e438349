"""Who a comment speaks to: `@` and a member's name, as a person writes it. Pure.

The longest name counts, whatever its case; of two members who share a name both are meant.
"""

import re
from collections.abc import Iterable, Mapping


def find_mentions(body: str, names: Mapping[int, str]) -> list[int]:
    """The ids whose names stand behind an `@` that begins a word, in the order of the ids."""
    pattern = build_pattern(names.values())
    said = {found.group(1).casefold() for found in pattern.finditer(body)} if pattern else set()
    return sorted(pk for pk, name in names.items() if name.casefold() in said)


def build_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these names behind an `@`; nothing for no names."""
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<![\w@])@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
