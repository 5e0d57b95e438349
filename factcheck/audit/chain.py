"""The hash chain of the audit log: the hash of an event covers its contents and the hash before it. Pure.

SHA-256 over canonical JSON (sorted keys, no spaces, ASCII), equal to RFC 8785 for the values that the log contains.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# The hash before the first event of a chain.
GENESIS_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """The contents of one event of one desk. `number` counts the desk's events from 1."""

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
    """A position where the log differs from what was written, and a sentence that says how."""

    number: int
    what: str


def compute_hash(entry: ChainEntry) -> str:
    """Return the SHA-256 of an entry as 64 hex digits; it covers the hash of the entry before it."""
    fields = {
        "number": entry.number,
        "desk": entry.desk,
        "actor": entry.actor,
        "action": entry.action,
        "target_type": entry.target_type,
        "target_id": entry.target_id,
        "data": entry.data,
        # The moment counts and not the zone in which a database returns it.
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "prev": entry.prev,
    }
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def find_breaks(entries: Iterable[ChainEntry], *, count: int, head: str) -> Iterator[ChainBreak]:
    """Yield every position where the entries, in order, do not follow from one another up to the stored head.

    `count` and `head` are the number of entries written and the hash of the last one, stored apart from the entries.
    """
    expected, prev = 1, GENESIS_HASH
    for entry in entries:
        number = entry.number
        if number > expected:
            yield ChainBreak(expected, _describe_gap(expected, number - 1))
        elif number < expected:
            yield ChainBreak(number, f"line {number} was inserted: there is another of that number before it")
        if compute_hash(entry) != entry.hash:
            yield ChainBreak(number, f"line {number} was changed: its contents do not give its hash")
        elif number == expected and entry.prev != prev:
            yield ChainBreak(
                number,
                f"line {number} does not follow from the line before it: one of them was replaced",
            )
        expected, prev = number + 1, entry.hash
    if expected <= count:
        yield ChainBreak(expected, _describe_gap(expected, count))
    elif expected - 1 > count:
        yield ChainBreak(count + 1, f"line {count + 1} was inserted: only {count} were written")
    elif prev != head:
        yield ChainBreak(count, f"line {count} is not the last line that was written: it was replaced")


def _describe_gap(first: int, last: int) -> str:
    if first == last:
        return f"line {first} was removed"
    return f"lines {first} to {last} were removed"
