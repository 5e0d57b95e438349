"""Compressed responses: read as their content, and bounded after they are decompressed."""

import gzip
import tracemalloc
import zlib

import pytest
from pytest_django.fixtures import Settings

from factcheck.http_client import FetchError, fetch
from factcheck.http_client.decoding import decode
from tests.http_client.page_server import PageServer

TEXT = b"What was said, and what is so. " * 500


def _bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("GZip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0garbage"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _bare(TEXT)),
    ],
)
def test_content_is_decompressed(encoding: str, packed: bytes) -> None:
    assert decode(packed, encoding, max_bytes=len(TEXT)) == TEXT
    if encoding not in ("", "identity"):
        with pytest.raises(FetchError, match="longer than"):
            decode(packed, encoding, max_bytes=len(TEXT) - 1)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_an_encoding_that_was_not_asked_for_is_refused_by_name(encoding: str) -> None:
    with pytest.raises(FetchError, match=f"“{encoding}”"):
        decode(b"x", encoding, max_bytes=10)


@pytest.mark.parametrize("packed", [gzip.compress(TEXT)[:-9], b"no gzip", gzip.compress(TEXT)[:5], b"\x1f"])
def test_a_damaged_or_cut_body_is_refused(packed: bytes) -> None:
    with pytest.raises(FetchError, match="damaged or not complete"):
        decode(packed, "gzip", max_bytes=1_000_000)


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"\0" * 200_000_000), gzip.compress(b"\0" * 1_000_000) * 300]
)
def test_a_bomb_is_refused_at_the_limit(packed: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(FetchError, match="longer than 5,000,000 bytes"):
        decode(packed, "gzip", max_bytes=5_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.usefixtures("_loopback_allowed")
def test_a_fetched_page_is_decompressed_and_bounded(pages: PageServer, settings: Settings) -> None:
    pages.pages["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(TEXT))
    assert fetch(pages.url).body == TEXT
    assert pages.requests[0][2]["Accept-Encoding"] == "gzip, deflate"
    settings.FETCH_MAX_BYTES = 1000
    with pytest.raises(FetchError, match="longer than 1,000 bytes"):
        fetch(pages.url)
