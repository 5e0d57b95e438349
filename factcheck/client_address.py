"""The network address of the client, by which limits are counted, as far as it cannot be forged.

Every proxy appends the address that it was called from to `X-Forwarded-For`. Only as many entries, counted from the
right, are believed as there are proxies of our own (TRUSTED_PROXIES); whatever is left of them the client wrote.
"""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - a connection without an address, such as one on a Unix socket
IPV6_PREFIX = 64  # one customer has at least so many addresses, and can use a new one for every request
MAX_ENTRIES = 32

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_BRACKETED = re.compile(r"\A\[([^\]]*+)\](?::\d{1,5})?")
_IPV4_WITH_PORT = re.compile(r"([\d.]{7,15}):\d{1,5}")


def get_client_address(request: HttpRequest) -> str:
    """Return the address of the client; of an IPv6 address the network of its customer, 64 bits."""
    address = find_client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        trusted_proxies=settings.TRUSTED_PROXIES,
    )
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False).network_address)
    return str(address) if address else UNKNOWN


def find_client_address(peer: str, forwarded: str, *, trusted_proxies: int) -> IPAddress | None:
    """Return the address furthest from us that a proxy of ours vouches for; None if the peer has none.

    `peer` is the other end of the connection, `forwarded` the header, with repeated headers joined by commas. A request
    with fewer entries than proxies did not come through all of them, so nothing in its header is believed.
    """
    known = parse_address(peer)
    # The end of the list is ours; the rest is not even split, however long a client makes it.
    entries = forwarded.rsplit(",", MAX_ENTRIES)[-MAX_ENTRIES:] if forwarded.strip() else []
    if not 0 < trusted_proxies <= len(entries):
        return known
    for entry in reversed(entries[-trusted_proxies:]):
        address = parse_address(entry)
        if address is None:
            break
        known = address
    return known


def parse_address(text: str) -> IPAddress | None:
    """Return the address in an entry, without port, brackets and zone; None if it is not one."""
    text = text.strip()
    match = _BRACKETED.fullmatch(text) or _IPV4_WITH_PORT.fullmatch(text)
    try:
        address = ipaddress.ip_address((match[1] if match else text).partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
