"""The client's address: only what our own proxies wrote is believed."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from factcheck.client_address import UNKNOWN, find_client_address, get_client_address

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("203.0.113.7", 0, PROXY),
        ("", 1, PROXY),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6,203.0.113.7", 2, "6.6.6.6"),
        ("5.5.5.5, 6.6.6.6, 203.0.113.7", 2, "6.6.6.6"),
        ("203.0.113.7", 2, PROXY),
        ("203.0.113.7:4711", 1, "203.0.113.7"),
        ("[2001:db8::7]:443", 1, "2001:db8::7"),
        ("[2001:db8::7]", 1, "2001:db8::7"),
        ("2001:DB8::7", 1, "2001:db8::7"),
        ("fe80::1%eth0", 1, "fe80::1"),
        ("::ffff:203.0.113.7", 1, "203.0.113.7"),
        ("unknown", 1, PROXY),
        ("6.6.6.6, garbage", 1, PROXY),
        ("6.6.6.6, garbage, 203.0.113.7", 2, "203.0.113.7"),
        ("6.6.6.6,", 1, PROXY),
        (" , ", 1, PROXY),
        ("203.0.113.7, ", 2, PROXY),
        ("203.0.113.07", 1, PROXY),
        ("1.2.3", 1, PROXY),
        ("203.0.113.7:99:1", 1, PROXY),
        ("203.0.113.7; for=6.6.6.6", 1, PROXY),
        ("6.6.6.6, " * 100_000 + "203.0.113.7", 1, "203.0.113.7"),
    ],
)
def test_only_the_entries_of_our_proxies_are_believed(forwarded: str, proxies: int, expected: str) -> None:
    assert str(find_client_address(PROXY, forwarded, trusted_proxies=proxies)) == expected


@given(spoofed=st.lists(st.text(max_size=40), max_size=5), proxies=st.integers(1, 3))
def test_nothing_that_a_client_writes_changes_its_address(spoofed: list[str], proxies: int) -> None:
    ours = ["203.0.113.7", *(f"10.0.0.{number}" for number in range(2, proxies + 1))]
    forwarded = ",".join([*spoofed, *ours])
    assert str(find_client_address(PROXY, forwarded, trusted_proxies=proxies)) == "203.0.113.7"


@given(peer=st.text(max_size=60), forwarded=st.text(max_size=200), proxies=st.integers(0, 3))
def test_no_header_raises(peer: str, forwarded: str, proxies: int) -> None:
    find_client_address(peer, forwarded, trusted_proxies=proxies)


def test_all_addresses_of_an_ipv6_customer_are_one(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    seen = {
        get_client_address(RequestFactory().get("/", headers={"x-forwarded-for": f"2001:db8:1:2::{end}"}))
        for end in ("1", "2", "ffff:1")
    }
    assert seen == {"2001:db8:1:2::"}


def test_connection_without_an_address_still_counts() -> None:
    assert get_client_address(RequestFactory().get("/", REMOTE_ADDR="")) == UNKNOWN
