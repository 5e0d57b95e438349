"""Where the web server listens: read from the environment, and found to be free before anything is started."""

import os
import socket
from dataclasses import dataclass

from factcheck.launch.exceptions import StartupError


@dataclass(frozen=True, slots=True)
class Address:
    """A host to listen on, which may mean all of this machine's, and a port."""

    host: str
    port: int

    @property
    def reachable(self) -> str:
        """The host as it stands in an address that this machine can open."""
        named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"[{named}]" if ":" in named else named

    @property
    def url(self) -> str:
        return f"http://{self.reachable}:{self.port}/"

    def check_free(self) -> None:
        """Raises `CannotRun` when the web server could not listen here."""
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise StartupError(
                    f"Port {self.port} on {self.host} cannot be used: {error.strerror}. "
                    f"Stop what uses it, or choose another: PORT={self.port + 1} make run"
                ) from error


def from_environment() -> Address:
    """What `HOST` and `PORT` name; by default this machine alone, port 8000."""
    given = os.environ.get("PORT") or "8000"
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise StartupError(
            f"PORT={given} is no port. It should be a number from 1 to 65535, for example PORT=8001"
        )
    return Address(os.environ.get("HOST") or "127.0.0.1", int(given))
