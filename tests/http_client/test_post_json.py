"""Posting JSON to an endpoint of the settings: what is sent, what is refused, and what can be tried again."""

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from factcheck.http_client import BUSY_STATUSES, FetchError, TransientFetchError, post_json
from tests.model_server import ModelServer, model_server


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def fetch(server: ModelServer, *, max_bytes: int = 1000, timeout: float = 5):
    return post_json(server.url, {"a": 1}, timeout=timeout, max_bytes=max_bytes, trusted_url=server.url)


def test_the_body_is_posted_and_the_response_returned(server: ModelServer) -> None:
    server.will_answer(200, b"hello")
    assert fetch(server).body == b"hello"
    assert server.requests == [{"a": 1}]
    assert server.headers[0]["Host"] == server.url.removeprefix("http://").removesuffix("/v1")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "example.org",
        "http://",
        "http://user:secret@example.org/",
        "javascript:alert(1)",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://[::1",
    ],
)
def test_a_url_that_is_not_plain_http_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="starts with http"):
        post_json(url, {}, timeout=1, max_bytes=10)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "0.0.0.0", "[fe80::1]"]
)
def test_a_private_address_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match="inside this network"):
        post_json(f"http://{host}/", {}, timeout=1, max_bytes=10)


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(FetchError, match="inside this network"):
        post_json("https://looks-public.example/", {}, timeout=1, max_bytes=10)


def test_a_trusted_endpoint_allows_no_other_port(server: ModelServer) -> None:
    server.will_answer(200, b"hello")
    with pytest.raises(FetchError, match="inside this network"):
        post_json(server.url, {}, timeout=1, max_bytes=10, trusted_url="http://127.0.0.1:1/v1")
    assert server.requests == []


def test_a_redirect_is_not_followed(server: ModelServer) -> None:
    server.will_answer(302, b"", Location="http://127.0.0.1:1/elsewhere")
    with pytest.raises(FetchError, match="redirect"):
        fetch(server)
    assert len(server.requests) == 1


def test_a_response_over_the_limit_is_refused(server: ModelServer) -> None:
    server.will_answer(200, b"x" * 5001)
    with pytest.raises(FetchError, match="longer than 5,000 bytes"):
        fetch(server, max_bytes=5000)


@pytest.mark.parametrize("status", sorted(BUSY_STATUSES))
def test_a_busy_server_is_a_transient_error(server: ModelServer, status: int) -> None:
    server.will_answer(status)
    with pytest.raises(TransientFetchError, match=str(status)):
        fetch(server)


@pytest.mark.parametrize("status", [200, 400, 401, 404, 422])
def test_other_statuses_are_returned_to_the_caller(server: ModelServer, status: int) -> None:
    server.will_answer(status)
    assert fetch(server).status == status


def test_a_server_that_does_not_respond_times_out(server: ModelServer) -> None:
    server.will_answer(200, after=3)
    began = time.monotonic()
    with pytest.raises(TransientFetchError, match="did not answer: ReadTimeout"):
        fetch(server, timeout=0.2)
    assert time.monotonic() - began < 3


def test_an_unreachable_server_is_a_transient_error(server: ModelServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        with pytest.raises(TransientFetchError, match="did not answer"):
            post_json(url, {}, timeout=2, max_bytes=10, trusted_url=url)


def test_an_unknown_host_is_a_transient_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(TransientFetchError, match="was not found"):
        post_json("https://nowhere.example/", {}, timeout=1, max_bytes=10)


def test_a_compressed_response_is_not_decompressed(server: ModelServer) -> None:
    packed = gzip.compress(b"x" * 1_000_000)
    server.will_answer(200, packed, **{"Content-Encoding": "gzip"})
    assert fetch(server, max_bytes=5000).body == packed
    assert server.headers[0]["Accept-Encoding"] == "identity"


def test_a_proxy_in_the_environment_is_not_used(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    server.will_answer(200, b"hello")
    assert fetch(server).body == b"hello"


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("93.184.215.14", "10.0.0.7")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(FetchError, match="inside this network"):
        post_json("https://looks-public.example/", {}, timeout=1, max_bytes=10)


def test_a_trusted_endpoint_allows_no_other_host(server: ModelServer) -> None:
    server.will_answer(200, b"hello")
    port = server.url.removesuffix("/v1").rpartition(":")[2]
    with pytest.raises(FetchError, match="inside this network"):
        post_json(server.url, {}, timeout=1, max_bytes=10, trusted_url=f"http://127.0.0.2:{port}/v1")
    assert server.requests == []


def test_a_response_of_exactly_the_limit_is_returned(server: ModelServer) -> None:
    server.will_answer(200, b"x" * 5000)
    assert len(fetch(server, max_bytes=5000).body) == 5000


def test_headers_of_the_caller_are_sent(server: ModelServer) -> None:
    server.will_answer(200)
    headers = {"Authorization": "Bearer secret"}
    post_json(server.url, {}, timeout=5, max_bytes=10, headers=headers, trusted_url=server.url)
    assert server.headers[0]["Authorization"] == "Bearer secret"
