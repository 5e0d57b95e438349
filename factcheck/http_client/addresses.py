"""Which IP addresses are hosts of the public Internet, by the parsed address and never by its spelling.

The tables follow IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890). They are stricter than
`ipaddress.is_global`, which counts multicast, translated and relayed addresses as global.
"""

import ipaddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_SPECIAL_IPV4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private use
        "100.64.0.0/10",  # shared address space of providers; metadata of Alibaba Cloud
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # metadata of Azure: a public address that only its own machines reach
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",  # private use
        "192.0.0.0/24",  # protocol assignments; metadata of Oracle Cloud
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # relays from IPv6
        "192.168.0.0/16",  # private use
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]
# Everything outside is special or unassigned: ::1, ::a.b.c.d, ::ffff:a.b.c.d, 64:ff9b::/96, fc00::/7, fe80::/10, ...
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_IPV6 = [
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, with Teredo and benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which contains an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]
# What FETCH_ALLOW_PRIVATE allows. Link-local, and with it metadata, stays refused.
_PRIVATE = [
    ipaddress.ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
]
_METADATA = {ipaddress.ip_address("fd00:ec2::254")}


def is_public(address: IPAddress) -> bool:
    """Return whether the address is a host of the public Internet."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _SPECIAL_IPV4)
    return address in _GLOBAL_IPV6 and not any(address in network for network in _SPECIAL_IPV6)


def is_private(address: IPAddress) -> bool:
    """Return whether the address is loopback or of a local network, and not a cloud's metadata server."""
    return address not in _METADATA and any(address in network for network in _PRIVATE)
