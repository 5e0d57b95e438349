"""Every changed, removed or inserted line breaks the chain, and the break names it. Pure."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.audit.chain import GENESIS_HASH, ChainBreak, ChainEntry, compute_hash, find_breaks

AT = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)


def make_chain(count: int, first: int = 1, prev: str = GENESIS_HASH) -> list[ChainEntry]:
    entries = []
    for number in range(first, first + count):
        bare = ChainEntry(number, 7, 3, "claim.opened", "claim", number, {"reason": "é"}, AT, prev)
        entries.append(dataclasses.replace(bare, hash=compute_hash(bare)))
        prev = entries[-1].hash
    return entries


def breaks_of(lines: list[ChainEntry], written: list[ChainEntry]) -> list[ChainBreak]:
    return list(find_breaks(lines, count=len(written), head=written[-1].hash if written else GENESIS_HASH))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_unchanged_chain_has_no_breaks(count: int) -> None:
    assert breaks_of(make_chain(count), make_chain(count)) == []


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
def test_changed_line_is_named(field: str, value: Any) -> None:
    lines = make_chain(4)
    changed = [*lines[:2], dataclasses.replace(lines[2], **{field: value}), lines[3]]
    assert "line 3 was changed" in breaks_of(changed, lines)[0].what


def test_changed_line_with_a_new_hash_breaks_at_the_next_line() -> None:
    lines = make_chain(4)
    forged = dataclasses.replace(lines[1], action="claim.dropped", hash="")
    forged = dataclasses.replace(forged, hash=compute_hash(forged))
    (gap,) = breaks_of([lines[0], forged, *lines[2:]], lines)
    assert (gap.number, "one of them was replaced" in gap.what) == (3, True)


def test_replaced_last_line_does_not_match_the_head() -> None:
    lines = make_chain(4)
    forged = dataclasses.replace(lines[3], action="claim.dropped", hash="")
    forged = dataclasses.replace(forged, hash=compute_hash(forged))
    assert [gap.what for gap in breaks_of([*lines[:3], forged], lines)] == [
        "line 4 is not the last line that was written: it was replaced"
    ]


REMOVED: list[tuple[Callable[[list[ChainEntry]], list[ChainEntry]], str]] = [
    (lambda lines: lines[1:], "line 1 was removed"),
    (lambda lines: [lines[0], *lines[3:]], "lines 2 to 3 were removed"),
    (lambda lines: lines[:-1], "line 5 was removed"),
    (lambda lines: [], "lines 1 to 5 were removed"),
]


@pytest.mark.parametrize(("remove", "message"), REMOVED)
def test_removed_line_is_named(remove: Callable[[list[ChainEntry]], list[ChainEntry]], message: str) -> None:
    lines = make_chain(5)
    assert [gap.what for gap in breaks_of(remove(lines), lines)] == [message]


def test_inserted_or_appended_line_is_named() -> None:
    lines = make_chain(3)
    assert "line 2 was inserted" in breaks_of([*lines[:2], lines[1], lines[2]], lines)[0].what
    assert breaks_of(make_chain(4), lines)[0].what == "line 4 was inserted: only 3 were written"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.data())
def test_any_single_manipulation_is_detected(count: int, data: st.DataObject) -> None:
    lines = make_chain(count)
    at = data.draw(st.integers(0, count - 1))
    manipulation = data.draw(st.sampled_from(["remove", "change", "double"]))
    changed = dataclasses.replace(lines[at], target_id=1000)
    tampered = {
        "remove": [*lines[:at], *lines[at + 1 :]],
        "change": [*lines[:at], changed, *lines[at + 1 :]],
        "double": [*lines[: at + 1], *lines[at:]],
    }[manipulation]
    assert breaks_of(tampered, lines)
