"""An address inside the network is refused in every spelling, before a server sees anything."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from factcheck.http_client import FetchError, fetch
from tests.http_client.page_server import PageServer

LOOPBACK = [
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7F.0.0.1",
    "0x7f.1", "017700000001", "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.0x1", "00000177.1", "0", "0.0.0.0", "0x0",
    "localhost", "LOCALHOST", "localhost.", "LocalHost", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1",
    "127｡0｡0｡1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
]  # fmt: skip
ELSEWHERE = [
    "10.0.0.1", "0xa.1", "012.0.0.1", "167772161", "172.16.0.1", "192.168.1.1", "0300.0250.1.1", "3232235777",
    "169.254.169.254", "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376", "169.254.43518", "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]", "[fd00:ec2::254]", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
    "192.88.99.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "255.255.255.255", "[fe80::1]", "[fec0::1]",
    "[fc00::1]", "[ff02::1]", "[2001:db8::1]", "[2001:2::1]", "[100::1]", "[3fff::1]", "[5f00::1]",
]  # fmt: skip
MALFORMED = [
    "http://user:secret@{}/", "http://user@{}/", "http://@{}/", "http://:@{}/", "http://93.184.215.14@{}/",
    "http://93.184.215.14\\@{}/", "http:\\\\{}/", "http://127%2e0%2e0%2e1/",
    "http://%31%32%37.0.0.1/", "http://127.0.0.1%00.example.org/", "http://127.0.0.1\x00/", "http://127.0.0.1\t/",
    "http://127.0.0\n.1/", "http://[::1%25lo]/", "http://[fe80::1%lo]/", "http://[::1/", "http://::1/", "http://[127.0.0.1]/",
    "http://127.0.0.08/", "http://127.0.0.256/", "http://4294967296/", "http://127..1/", "http:///{}/", "//{}/", "{}/",
    "ftp://{}/", "file:///etc/passwd", "gopher://{}/", "javascript:alert(1)", "http://", "http://{}:0/",
    "http://{}:99999/", "http://{}:8a/", "http://exam ple.org/", "http://-a.example/", "http://\ud800.example/",
    "https://" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("host", LOOPBACK)
def test_a_spelling_of_loopback_is_refused(pages: PageServer, host: str) -> None:
    with pytest.raises(FetchError) as refused:
        fetch(f"http://{host}:{pages.port}/")
    assert refused.value.code == "address_refused"
    assert pages.requests == []


@pytest.mark.parametrize("host", ELSEWHERE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_spelling_of_another_address_that_is_not_public_is_refused(scheme: str, host: str) -> None:
    with pytest.raises(FetchError) as refused:
        fetch(f"{scheme}://{host}/latest/meta-data/")
    assert refused.value.code == "address_refused"


@pytest.mark.parametrize("url", MALFORMED)
def test_a_url_that_is_not_plain_http_is_refused(pages: PageServer, settings: Settings, url: str) -> None:
    settings.FETCH_ALLOW_PRIVATE = True
    with pytest.raises(FetchError) as refused:
        fetch(url.format(f"127.0.0.1:{pages.port}" if ":{}" not in url and "{}:" not in url else "127.0.0.1"))
    assert refused.value.code in {"bad_url", "address_refused"}
    assert pages.requests == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1.", "localhost", "2130706433", "0x7f.1", "127。0。0。1"]
)
@pytest.mark.usefixtures("_loopback_allowed")
def test_loopback_is_fetched_where_private_addresses_are_allowed(pages: PageServer, host: str) -> None:
    assert fetch(f"http://{host}:{pages.port}/").body == b"hello"


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "[fd00:ec2::254]", "0.0.0.0", "[::ffff:127.0.0.1]", "224.0.0.1"]
)
@pytest.mark.usefixtures("_loopback_allowed")
def test_other_special_addresses_stay_refused_where_private_ones_are_allowed(host: str) -> None:
    with pytest.raises(FetchError) as refused:
        fetch(f"http://{host}/")
    assert refused.value.code == "address_refused"


@pytest.mark.parametrize("addresses", [("10.0.0.7",), ("93.184.215.14", "10.0.0.7"), ("fe80::1%eth0",)])
def test_a_name_with_any_address_that_is_not_public_is_refused(
    resolve_to: Callable[..., list[str]], addresses: tuple[str, ...]
) -> None:
    resolve_to(*addresses)
    with pytest.raises(FetchError, match="inside this network") as refused:
        fetch("https://looks-public.example/")
    assert refused.value.code == "address_refused"
