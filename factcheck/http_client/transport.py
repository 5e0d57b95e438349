"""One request and its response over a connection to a judged address, within a deadline.

The URL keeps its host name, so that the Host header, the TLS server name and the check of the certificate are by name,
while the connection is made to the address.
"""

import ssl
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext as _

from factcheck.http_client.errors import FetchError, TransientFetchError
from factcheck.http_client.targets import Target

WRITE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class RawResponse:
    """A response as it was transferred: names of headers in lower case, the body not decoded."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the values of a header, joined by commas; empty if it is missing."""
        return ", ".join(value for known, value in self.headers if known == name.lower())


def send(
    target: Target,
    addresses: Sequence[str],
    *,
    method: str,
    headers: Mapping[str, str],
    body: bytes,
    deadline: float,
    max_bytes: int,
) -> RawResponse:
    """Send a request to the first of `addresses` that answers; read at most `max_bytes` until `deadline`.

    `deadline` is a time of `time.monotonic()`. Raise FetchError or TransientFetchError.
    """
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    backend = _JudgedBackend(addresses, deadline)
    sent = [("Host", target.netloc), *headers.items()]
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_ssl_context(), network_backend=backend) as pool,
            pool.stream(method, url, headers=sent, content=body or None) as response,
        ):
            named = tuple((name.decode("latin-1").lower(), _text(value)) for name, value in response.headers)
            return RawResponse(response.status, named, _read(response.iter_stream(), max_bytes))
    except httpcore.LocalProtocolError as error:
        raise FetchError(_("The request cannot be sent: %(why)s.") % {"why": error}) from error
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _explain(target, error) from error


def _read(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise too_large(max_bytes)
    return bytes(body)


def too_large(max_bytes: int) -> FetchError:
    message = _("The response is longer than %(max_bytes)s bytes.") % {"max_bytes": f"{max_bytes:,}"}
    return FetchError(message, code="too_large")


def _text(value: bytes) -> str:
    """Decode a header as UTF-8, which servers send, or as ISO 8859-1, which the standard says."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _explain(target: Target, error: Exception) -> FetchError:
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        message = _("The certificate of %(host)s is not valid.") % {"host": target.host}
        return FetchError(message, code="bad_certificate")
    params = {"hostname": target.host, "kind": type(error).__name__}
    return TransientFetchError(_("%(hostname)s did not answer: %(kind)s.") % params)


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)  # reading the certificates takes 20 ms


class _JudgedBackend(httpcore.NetworkBackend):
    """Connects to the judged addresses, in their order, whatever host the URL names."""

    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses, self._deadline, self._sockets = addresses, deadline, httpcore.SyncBackend()

    def connect_tcp(  # type: ignore[override]
        self, host: str, port: int, timeout: float | None = None, **options: Any
    ) -> "_Stream":
        *others, last = self._addresses
        for address in others:
            try:
                return self._connect(address, port, len(self._addresses), **options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, 1, **options)

    def _connect(self, address: str, port: int, shares: int, **options: Any) -> "_Stream":
        seconds = _seconds_left(self._deadline, httpcore.ConnectTimeout) / shares
        return _Stream(self._sockets.connect_tcp(address, port, seconds, **options), self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline, so that no trickle keeps it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _seconds_left(self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), WRITE_BYTES):
            seconds = _seconds_left(self._deadline, httpcore.WriteTimeout)
            self._stream.write(buffer[start : start + WRITE_BYTES], seconds)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        seconds = _seconds_left(self._deadline, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _seconds_left(deadline: float, late: type[httpcore.TimeoutException]) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise late
    return seconds
