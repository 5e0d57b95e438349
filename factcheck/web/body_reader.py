"""Reading the body of a request within a limit of bytes.

The time is limited by `slow_clients`: the web server's stream has no timeout, so a read ends when its connection does.
"""

import time
from collections.abc import Iterator
from typing import Protocol

PIECE = 65_536
# A body that is too large is read and thrown away for a moment: a client that still sends would miss the answer.
DISCARD_SECONDS = 5.0


class ByteStream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class BodyTooLarge(Exception):
    """The body has more bytes than allowed."""


class BodyIncomplete(Exception):
    """The connection ended before the body did."""


def read_body(stream: ByteStream, *, length: int | None, limit: int) -> bytes:
    """Return the body; `length` is None if the client does not announce it (chunked).

    Raises BodyTooLarge or BodyIncomplete. Keeps at most `limit` bytes and one piece in memory.
    """
    body = bytearray()
    if (length or 0) <= limit:
        for piece in _pieces(stream, length):
            body += piece
            if len(body) > limit:
                break
    if max(len(body), length or 0) > limit:
        _discard(stream, length, len(body))
        raise BodyTooLarge
    if len(body) < (length or 0):
        raise BodyIncomplete
    return bytes(body)


def _pieces(stream: ByteStream, length: int | None, count: int = 0) -> Iterator[bytes]:
    """Yield the pieces of a body from which `count` bytes were read before."""
    while size := PIECE if length is None else min(PIECE, length - count):
        try:
            piece = stream.read(size)
        except OSError as error:
            raise BodyIncomplete from error
        yield piece
        count += len(piece)
        if len(piece) < size:  # the end: another read of a closed connection would wait for ever
            return


def _discard(stream: ByteStream, length: int | None, count: int) -> None:
    until = time.monotonic() + DISCARD_SECONDS
    for _piece in _pieces(stream, length, count):
        if time.monotonic() > until:
            return
