"""Host and port of the web server: read from the environment and checked before anything starts."""

import ipaddress
import os
import socket
from dataclasses import dataclass

from factcheck.launch.exceptions import StartupError


@dataclass(frozen=True, slots=True)
class Address:
    """Host and port to listen on; the host can be a wildcard such as 0.0.0.0."""

    host: str
    port: int

    @property
    def reachable(self) -> str:
        """Return the host for a URL that this machine can open, with a wildcard replaced by loopback."""
        named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"[{named}]" if ":" in named else named

    @property
    def is_loopback(self) -> bool:
        """Return whether only this machine itself can connect."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"

    @property
    def url(self) -> str:
        return f"http://{self.reachable}:{self.port}/"

    def check_free(self) -> None:
        """Raise StartupError if the web server cannot listen on this address."""
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
    """Read `HOST` and `PORT`; the default is 127.0.0.1:8000. Raise StartupError for an invalid port."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise StartupError(f"PORT={port} is not a port. Use a number from 1 to 65535, for example PORT=8001")
    address = Address(os.environ.get("HOST") or "127.0.0.1", int(port))
    if is_on(os.environ.get("DEBUG", "")) and not address.is_loopback:
        raise StartupError(
            f"DEBUG shows the inside of the program to everybody who can open {address.host}. "
            "Remove DEBUG, or use HOST=127.0.0.1"
        )
    return address


def is_on(value: str) -> bool:
    """Return whether a setting of the environment says yes, in the words that the settings accept."""
    return value.strip().lower() in {"true", "on", "ok", "y", "yes", "1"}
