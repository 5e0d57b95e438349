"""Hosts and ports, and the sentences about those that cannot be used."""

import socket

import pytest

from factcheck.launch.address import Address, from_environment
from factcheck.launch.exceptions import StartupError
from tests.servers import free_port


def test_by_default_it_is_port_8000_of_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "")
    monkeypatch.setenv("PORT", "")
    assert from_environment() == Address("127.0.0.1", 8000)


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "80")
    assert from_environment() == Address("0.0.0.0", 80)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000 ", "١٢٣"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_the_address_to_open_is_one_that_can_be_opened(host: str, url: str) -> None:
    assert Address(host, 8000).url == url


def test_a_free_port_passes_and_stays_free() -> None:
    address = Address("127.0.0.1", free_port())
    address.check_free()
    address.check_free()


@pytest.mark.parametrize("listening", ["127.0.0.1", "0.0.0.0"])
def test_a_port_that_is_taken_is_named_with_the_way_out(listening: str) -> None:
    with socket.create_server((listening, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartupError, match=rf"Port {port} .* in use.*PORT={port + 1} make run"):
            Address("127.0.0.1", port).check_free()


def test_a_host_that_is_not_this_machines_is_refused() -> None:
    with pytest.raises(StartupError, match=r"192\.0\.2\.1 cannot be used"):
        Address("192.0.2.1", 8000).check_free()
