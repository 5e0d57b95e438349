"""Which addresses are public: every block of IANA's special-purpose registries, at both ends, and its neighbours."""

import ipaddress

import pytest

from factcheck.http_client.addresses import is_private, is_public

SPECIAL = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
    "168.63.129.16/32", "::/128", "::1/128", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64",
    "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:1::1/128", "2001:2::/48", "2001:10::/28", "2001:20::/28",
    "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fd00:ec2::254/128",
    "fe80::/10", "fec0::/10", "ff00::/8",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
    "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.88.98.255", "192.88.100.0", "198.17.255.255",
    "198.20.0.0", "223.255.255.255", "93.184.215.14", "2001:200::1", "2003::1", "2606:2800:21f:cb07::1",
    "2a00:1450:4001::1",
]  # fmt: skip


@pytest.mark.parametrize("block", SPECIAL)
def test_both_ends_of_a_special_block_are_not_public(block: str) -> None:
    network = ipaddress.ip_network(block)
    assert not is_public(network[0])
    assert not is_public(network[-1])


@pytest.mark.parametrize("address", PUBLIC)
def test_the_neighbours_of_the_blocks_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert not is_private(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.255.255.255", "10.1.2.3", "192.168.0.1", "::1", "fd12::1"]
)
def test_loopback_and_local_networks_are_private(address: str) -> None:
    assert is_private(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "0.0.0.0", "224.0.0.1", "fe80::1", "::7f00:1"],
)
def test_metadata_and_every_other_special_address_is_not_even_private(address: str) -> None:
    assert not is_private(ipaddress.ip_address(address))
