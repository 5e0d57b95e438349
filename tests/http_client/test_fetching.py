"""Fetching a page: what is asked, what comes back, and where it stops."""

import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from factcheck.http_client import FetchError, TransientFetchError, fetch, transport
from tests.http_client.page_server import PageServer, serving, trickle

pytestmark = pytest.mark.usefixtures("_loopback_allowed")


def test_the_response_has_status_headers_body_address_and_time(pages: PageServer) -> None:
    pages.pages["/a?b=%C3%BC"] = (200, {"ETag": '"1"', "X-Twice": "a"}, b"hello")
    response = fetch(f"{pages.url}/a?b=ü#part")
    assert (response.status, response.body, response.redirects) == (200, b"hello", ())
    assert response.final_url == f"{pages.url}/a?b=%C3%BC"
    assert (response.header("ETag"), response.header("missing")) == ('"1"', "")
    assert datetime.now(UTC) - response.fetched_at < timedelta(seconds=5)


@pytest.mark.parametrize("status", [200, 204, 304, 403, 404, 410, 429, 503])
def test_every_status_that_is_no_redirect_is_returned(pages: PageServer, status: int) -> None:
    pages.pages["/"] = (status, {"Retry-After": "7"}, b"")
    response = fetch(pages.url)
    assert (response.status, response.header("retry-after")) == (status, "7")


def test_the_user_agent_names_this_site(pages: PageServer, settings: Settings) -> None:
    settings.SITE_URL = "https://desk.example"
    fetch(pages.url)
    assert pages.requests[0][2]["User-Agent"] == "Factcheck (+https://desk.example)"


def test_validators_and_headers_of_the_caller_are_sent(pages: PageServer) -> None:
    fetch(
        pages.url, headers={"Accept": "text/html"}, etag='"x"', last_modified="Sun, 29 Nov 2026 10:00:00 GMT"
    )
    headers = pages.requests[0][2]
    assert headers["Accept"] == "text/html"
    assert headers["If-None-Match"] == '"x"'
    assert headers["If-Modified-Since"] == "Sun, 29 Nov 2026 10:00:00 GMT"


def test_a_body_is_posted_and_a_head_has_none(pages: PageServer) -> None:
    fetch(pages.url, method="POST", body=b"a=1")
    assert fetch(pages.url, method="HEAD").body == b""
    assert [(method, body) for method, _, _, body in pages.requests] == [("POST", b"a=1"), ("HEAD", b"")]


def test_nothing_is_fetched_when_fetching_is_off(pages: PageServer, settings: Settings) -> None:
    settings.FETCH_ENABLED = False
    with pytest.raises(FetchError) as refused:
        fetch(pages.url)
    assert refused.value.code == "fetch_disabled"
    assert pages.requests == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(
    pages: PageServer, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetch(pages.url).body == b"hello"


def test_redirects_are_followed_and_named(pages: PageServer) -> None:
    pages.redirect("/1", "/2?q=a b", 301)
    pages.redirect("/2?q=a%20b", f"{pages.url}/", 307)
    response = fetch(f"{pages.url}/1")
    assert (response.body, response.final_url) == (b"hello", f"{pages.url}/")
    assert response.redirects == (f"{pages.url}/1", f"{pages.url}/2?q=a%20b")


@pytest.mark.parametrize(("hops", "works"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_sixth(pages: PageServer, hops: int, works: bool) -> None:
    for hop in range(hops):
        pages.redirect(f"/{hop}", f"/{hop + 1}")
    pages.pages[f"/{hops}"] = (200, {}, b"end")
    if works:
        assert fetch(f"{pages.url}/0").body == b"end"
    else:
        with pytest.raises(FetchError) as refused:
            fetch(f"{pages.url}/0")
        assert refused.value.code == "too_many_redirects"
    assert len(pages.requests) == 6


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/", "address_refused"),
        ("http://0xA9FEA9FE/", "address_refused"),
        ("//[64:ff9b::7f00:1]/", "address_refused"),
        ("file:///etc/passwd", "bad_url"),
        ("http://user:secret@127.0.0.1/", "bad_url"),
        ("http://127.0.0.1\\@example.org/", "bad_url"),
    ],
)
def test_each_redirect_is_judged_again(pages: PageServer, location: str, code: str) -> None:
    pages.redirect("/", location)
    with pytest.raises(FetchError) as refused:
        fetch(pages.url)
    assert refused.value.code == code
    assert len(pages.requests) == 1


def test_a_redirect_of_a_post_is_refused(pages: PageServer) -> None:
    pages.redirect("/", "/elsewhere", 307)
    with pytest.raises(FetchError, match="redirect"):
        fetch(pages.url, method="POST", body=b"x")


def test_secrets_are_not_sent_to_another_origin(pages: PageServer) -> None:
    with serving() as other:
        pages.redirect("/", f"{other.url}/")
        fetch(pages.url, headers={"Authorization": "Bearer a", "Cookie": "b=1", "X-Kept": "yes"})
        headers = other.requests[0][2]
    assert (headers.get("Authorization"), headers.get("Cookie"), headers["X-Kept"]) == (None, None, "yes")


def test_a_name_is_resolved_once_and_connected_to_by_that_answer(
    pages: PageServer, resolve_to: Callable[..., list[str]]
) -> None:
    asked = resolve_to("127.0.0.1")
    assert fetch(f"http://page.example:{pages.port}/").body == b"hello"
    assert asked == ["page.example"]
    assert pages.requests[0][2]["Host"] == f"page.example:{pages.port}"


def test_the_next_address_is_tried_if_one_does_not_answer(
    pages: PageServer, resolve_to: Callable[..., list[str]]
) -> None:
    resolve_to("127.0.0.9", "127.0.0.1")  # the server listens on the second only
    assert fetch(f"http://page.example:{pages.port}/").body == b"hello"


def test_bytes_and_seconds_are_bounded_over_all(pages: PageServer, settings: Settings) -> None:
    settings.FETCH_TIMEOUT = 0.6
    pages.pages["/body"] = trickle(b"x", head=b"HTTP/1.1 200 OK\r\n\r\n")
    pages.pages["/head"] = trickle(b"X-A: b\r\n", head=b"HTTP/1.1 200 OK\r\n")
    pages.pages["/continue"] = trickle(b"HTTP/1.1 100 Continue\r\n\r\n")
    pages.pages["/chunks"] = trickle(
        b"1\r\nx\r\n", head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    for path in ("/body", "/head", "/continue", "/chunks"):
        began = time.monotonic()
        with pytest.raises(TransientFetchError):
            fetch(pages.url + path)
        assert time.monotonic() - began < 1.2, path


def test_the_seconds_are_shared_by_all_redirects(pages: PageServer, settings: Settings) -> None:
    settings.FETCH_TIMEOUT = 1.0
    for hop in range(5):
        pages.pages[f"/{hop}"] = _slow_redirect(f"/{hop + 1}")
    began = time.monotonic()
    with pytest.raises(TransientFetchError):
        fetch(f"{pages.url}/0")
    assert time.monotonic() - began < 1.5


def _slow_redirect(to: str):
    def write(handler) -> None:
        time.sleep(0.35)
        handler.close_connection = True
        handler.wfile.write(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())

    return write


@pytest.mark.parametrize(("length", "fits"), [(5000, True), (5001, False)])
def test_a_body_over_the_limit_is_refused(
    pages: PageServer, settings: Settings, length: int, fits: bool
) -> None:
    settings.FETCH_MAX_BYTES = 5000
    pages.pages["/"] = (200, {}, b"x" * length)
    if fits:
        assert len(fetch(pages.url).body) == length
    else:
        with pytest.raises(FetchError, match="longer than 5,000 bytes") as refused:
            fetch(pages.url)
        assert refused.value.code == "too_large"


def test_an_endless_body_is_refused_at_the_limit(pages: PageServer, settings: Settings) -> None:
    settings.FETCH_MAX_BYTES = 1_000_000
    pages.pages["/"] = trickle(b"x" * 400_000, head=b"HTTP/1.1 200 OK\r\n\r\n")
    with pytest.raises(FetchError) as refused:
        fetch(pages.url)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("answer", [b"\x00\x01\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n", b""])
def test_a_server_that_does_not_speak_http_is_a_transient_error(pages: PageServer, answer: bytes) -> None:
    def write(handler) -> None:
        handler.close_connection = True
        handler.wfile.write(answer)

    pages.pages["/"] = write
    with pytest.raises(TransientFetchError, match="did not answer"):
        fetch(pages.url)


def test_the_certificate_is_checked_by_name(
    tmp_path: Path, resolve_to: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = _self_signed(tmp_path, "page.example")
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    resolve_to("127.0.0.1")
    with serving(certificate=certificate) as server:
        with pytest.raises(FetchError, match=r"certificate of page\.example is not valid"):
            fetch(f"https://page.example:{server.port}/")
        monkeypatch.setattr(transport, "_ssl_context", lambda: trusting)
        assert fetch(f"https://page.example:{server.port}/").body == b"hello"
        with pytest.raises(FetchError, match=r"certificate of other\.example is not valid") as refused:
            fetch(f"https://other.example:{server.port}/")
    assert not isinstance(refused.value, TransientFetchError)


def _self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, pem, plain))
    return paths
