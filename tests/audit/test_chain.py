"""The chain finds every line that was changed, removed or put in, and names it. Pure."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.audit.chain import GENESIS_HASH, ChainBreak, ChainEntry, compute_hash, find_breaks

AT = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)


def chained(many: int, first: int = 1, prev: str = GENESIS_HASH) -> list[ChainEntry]:
    lines = []
    for number in range(first, first + many):
        bare = ChainEntry(number, 7, 3, "claim.opened", "claim", number, {"reason": "é"}, AT, prev)
        lines.append(dataclasses.replace(bare, hash=compute_hash(bare)))
        prev = lines[-1].hash
    return lines


def found(lines: list[ChainEntry], written: list[ChainEntry]) -> list[ChainBreak]:
    return list(find_breaks(lines, count=len(written), head=written[-1].hash if written else GENESIS_HASH))


@pytest.mark.parametrize("many", [0, 1, 5])
def test_a_trail_as_it_was_written_has_no_break(many: int) -> None:
    assert found(chained(many), chained(many)) == []


CHANGES: dict[str, Any] = {
    "action": "claim.revealed",
    "actor": None,
    "target_id": 99,
    "target_type": "verdict",
    "data": {"reason": "e"},
    "at": AT + dt.timedelta(microseconds=1),
    "desk": 8,
    "hash": "f" * 64,
}


@pytest.mark.parametrize(("field", "value"), CHANGES.items())
def test_a_changed_line_is_named(field: str, value: Any) -> None:
    lines = chained(4)
    changed = [*lines[:2], dataclasses.replace(lines[2], **{field: value}), lines[3]]
    assert "line 3 was changed" in found(changed, lines)[0].what


def test_a_changed_line_with_a_fresh_hash_parts_from_the_next() -> None:
    lines = chained(4)
    forged = dataclasses.replace(lines[1], action="claim.dropped", hash="")
    forged = dataclasses.replace(forged, hash=compute_hash(forged))
    (gap,) = found([lines[0], forged, *lines[2:]], lines)
    assert (gap.number, "one of them was replaced" in gap.what) == (3, True)


def test_a_whole_new_ending_does_not_meet_the_remembered_end() -> None:
    lines = chained(4)
    forged = dataclasses.replace(lines[3], action="claim.dropped", hash="")
    forged = dataclasses.replace(forged, hash=compute_hash(forged))
    assert [gap.what for gap in found([*lines[:3], forged], lines)] == [
        "line 4 is not the last line that was written: it was replaced"
    ]


REMOVED: list[tuple[Callable[[list[ChainEntry]], list[ChainEntry]], str]] = [
    (lambda lines: lines[1:], "line 1 was removed"),
    (lambda lines: [lines[0], *lines[3:]], "lines 2 to 3 were removed"),
    (lambda lines: lines[:-1], "line 5 was removed"),
    (lambda lines: [], "lines 1 to 5 were removed"),
]


@pytest.mark.parametrize(("remove", "said"), REMOVED)
def test_a_removed_line_is_named(remove: Callable[[list[ChainEntry]], list[ChainEntry]], said: str) -> None:
    lines = chained(5)
    assert [gap.what for gap in found(remove(lines), lines)] == [said]


def test_a_line_put_in_or_added_is_named() -> None:
    lines = chained(3)
    assert "line 2 was inserted" in found([*lines[:2], lines[1], lines[2]], lines)[0].what
    assert found(chained(4), lines)[0].what == "line 4 was inserted: only 3 were written"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.data())
def test_no_single_deed_to_the_lines_goes_unnoticed(many: int, data: st.DataObject) -> None:
    lines = chained(many)
    at = data.draw(st.integers(0, many - 1))
    deed = data.draw(st.sampled_from(["remove", "change", "double"]))
    other = dataclasses.replace(lines[at], target_id=1000)
    tampered = {
        "remove": [*lines[:at], *lines[at + 1 :]],
        "change": [*lines[:at], other, *lines[at + 1 :]],
        "double": [*lines[: at + 1], *lines[at:]],
    }[deed]
    assert found(tampered, lines)
