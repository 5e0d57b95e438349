"""Hosts and ports, and the sentences about those that cannot be used."""

import socket

import pytest

from factcheck.launch.address import Address, from_environment
from factcheck.launch.exceptions import StartupError
from tests.servers import free_port


def test_the_default_address_is_port_8000_on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "")
    monkeypatch.setenv("PORT", "")
    assert from_environment() == Address("127.0.0.1", 8000)


def test_the_environment_overrides_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "80")
    assert from_environment() == Address("0.0.0.0", 80)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000 ", "١٢٣"])
def test_an_invalid_port_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartupError, match="from 1 to 65535"):
        from_environment()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("fe80::1", "http://[fe80::1]:8000/"),
        ("desk.example", "http://desk.example:8000/"),
    ],
)
def test_a_wildcard_host_becomes_an_address_that_can_be_opened(host: str, url: str) -> None:
    assert Address(host, 8000).url == url


def test_checking_a_free_port_leaves_it_free() -> None:
    address = Address("127.0.0.1", free_port())
    address.check_free()
    address.check_free()


@pytest.mark.parametrize("listening", ["127.0.0.1", "0.0.0.0"])
def test_a_used_port_is_an_error_that_suggests_another(listening: str) -> None:
    with socket.create_server((listening, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartupError, match=rf"Port {port} .* in use.*PORT={port + 1} make run"):
            Address("127.0.0.1", port).check_free()


def test_a_host_of_another_machine_is_refused() -> None:
    with pytest.raises(StartupError, match=r"192\.0\.2\.1 cannot be used"):
        Address("192.0.2.1", 8000).check_free()
