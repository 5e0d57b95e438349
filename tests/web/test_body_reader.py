"""Reading the body of a request: the limits of bytes."""

import io
from collections.abc import Callable

import pytest

from factcheck.web import body_reader
from factcheck.web.body_reader import BodyIncomplete, BodyTooLarge, read_body


class Stream:
    """A body of endless pieces, each made by a function."""

    def __init__(self, piece: Callable[[int], bytes]) -> None:
        self.read = piece


@pytest.mark.parametrize("length", [None, 200_000])
def test_a_body_within_the_limit_is_returned_whole(length: int | None) -> None:
    data = bytes(range(256)) * 1000
    assert read_body(io.BytesIO(data), length=length, limit=len(data)) == data[:length]


def test_a_body_without_a_length_is_counted_while_it_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_reader, "DISCARD_SECONDS", 0.05)
    with pytest.raises(BodyTooLarge):
        read_body(Stream(bytes), length=None, limit=5000)


def test_a_body_that_announces_too_much_is_thrown_away() -> None:
    data = io.BytesIO(bytes(300_000))
    with pytest.raises(BodyTooLarge):
        read_body(data, length=300_000, limit=100)
    assert data.tell() == 300_000, "a client that sends all of it before it listens gets its answer"


def test_a_connection_that_ends_early_is_an_error() -> None:
    with pytest.raises(BodyIncomplete):
        read_body(io.BytesIO(b"half"), length=8, limit=100)


def test_an_error_of_the_connection_is_an_error_of_the_body() -> None:
    def broken(_size: int) -> bytes:
        raise OSError("reset")

    with pytest.raises(BodyIncomplete):
        read_body(Stream(broken), length=8, limit=100)
