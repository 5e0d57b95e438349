"""The trail as a chain: each line's hash covers its contents and the hash of the line before it. Pure.

SHA-256 over canonical JSON (keys in order, no spaces, ASCII), as in RFC 8785 for the values that the trail holds.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

GENESIS_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One line of one desk's trail. `number` counts its lines from 1."""

    number: int
    desk: int
    actor: int | None
    action: str
    target_type: str
    target_id: int
    data: dict[str, Any]
    at: dt.datetime
    prev: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A place where the trail is not what was written."""

    number: int
    what: str


def compute_hash(line: ChainEntry) -> str:
    """The hash of a line: of all that it says, the hash before it included."""
    said = {
        "number": line.number,
        "desk": line.desk,
        "actor": line.actor,
        "action": line.action,
        "target_type": line.target_type,
        "target_id": line.target_id,
        "data": line.data,
        "at": line.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "prev": line.prev,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def find_breaks(lines: Iterable[ChainEntry], *, count: int, head: str) -> Iterator[ChainBreak]:
    """Every place where a desk's lines, in order, do not follow from one another up to the remembered end.

    `count` and `head` are how many lines were written and the hash of the last, kept apart from the lines.
    """
    expected, prev = 1, GENESIS_HASH
    for line in lines:
        if line.number > expected:
            yield ChainBreak(expected, _missing(expected, line.number - 1))
        elif line.number < expected:
            yield ChainBreak(
                line.number, f"line {line.number} was inserted: there is another of that number before it"
            )
        if compute_hash(line) != line.hash:
            yield ChainBreak(
                line.number, f"line {line.number} was changed: its contents do not give its hash"
            )
        elif line.number == expected and line.prev != prev:
            yield ChainBreak(
                line.number,
                f"line {line.number} does not follow from the line before it: one of them was replaced",
            )
        expected, prev = line.number + 1, line.hash
    if expected <= count:
        yield ChainBreak(expected, _missing(expected, count))
    elif expected - 1 > count:
        yield ChainBreak(count + 1, f"line {count + 1} was inserted: only {count} were written")
    elif prev != head:
        yield ChainBreak(count, f"line {count} is not the last line that was written: it was replaced")


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"line {first} was removed"
    return f"lines {first} to {last} were removed"
