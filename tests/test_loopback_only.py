"""The guard of the tests themselves: what leaves this machine is refused, what stays on it is not."""

import socket
import threading

import pytest

from tests.loopback_only import loopback_only


@pytest.mark.parametrize("address", [("93.184.215.14", 80), ("10.0.0.1", 80), ("169.254.169.254", 80)])
def test_a_connection_out_of_this_machine_fails_the_test(address: tuple[str, int]) -> None:
    with loopback_only() as tried, socket.socket() as link:
        with pytest.raises(pytest.fail.Exception):
            link.connect(address)
        with pytest.raises(pytest.fail.Exception):
            link.connect_ex(address)
    assert tried == [f"a connection to {address[0]}"] * 2


def test_a_look_up_of_a_foreign_name_fails_the_test() -> None:
    with loopback_only() as tried, pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("example.org", 80)
    assert tried == ["a look-up of 'example.org'"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_another_thread_tried_is_known() -> None:
    with loopback_only() as tried:
        thread = threading.Thread(target=socket.getaddrinfo, args=("example.org", 80))
        thread.start()
        thread.join()
    assert tried == ["a look-up of 'example.org'"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_allowed(host: str) -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect((host, server.getsockname()[1]))
