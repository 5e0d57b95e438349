"""Undo the compression of a response without letting it grow past a limit."""

import zlib

from django.utils.translation import gettext as _

from factcheck.http_client.errors import FetchError
from factcheck.http_client.transport import too_large

ACCEPTED = "gzip, deflate"
PIECE = 262_144
_GZIP = 16 + zlib.MAX_WBITS


def decode(body: bytes, encoding: str, *, max_bytes: int) -> bytes:
    """Return the content of `body`; raise FetchError if it is longer than `max_bytes`, broken, or of another kind."""
    kind = encoding.strip().lower()
    if kind in ("", "identity") or not body:
        return body
    if kind in ("gzip", "x-gzip"):
        return _inflate(body, _GZIP, max_bytes)
    if kind == "deflate":
        # The standard means zlib, and some servers send the bare stream.
        has_header = body[0] & 15 == zlib.DEFLATED and int.from_bytes(body[:2]) % 31 == 0
        return _inflate(body, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS, max_bytes)
    message = _("The response is compressed as “%(kind)s”, which is not read here.") % {"kind": kind[:60]}
    raise FetchError(message, code="bad_encoding")


def _inflate(body: bytes, window: int, max_bytes: int) -> bytes:
    content, decoder = bytearray(), zlib.decompressobj(window)
    try:
        while body:
            content += decoder.decompress(body, PIECE)
            if len(content) > max_bytes:
                raise too_large(max_bytes)
            body = decoder.unconsumed_tail
            if decoder.eof and decoder.unused_data.startswith(b"\x1f\x8b"):  # gzip files one after the other
                body, decoder = decoder.unused_data, zlib.decompressobj(window)
        content += decoder.flush()
    except zlib.error as error:
        raise _broken() from error
    if not decoder.eof:
        raise _broken()
    if len(content) > max_bytes:
        raise too_large(max_bytes)
    return bytes(content)


def _broken() -> FetchError:
    return FetchError(_("The response is compressed, and damaged or not complete."), code="bad_encoding")
