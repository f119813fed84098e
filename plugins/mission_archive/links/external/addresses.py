"""The numbers that a host's name stands for, and which of them may be asked: only those on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port → the numbers to connect to."""

PUBLIC_V6 = ipaddress.ip_network("2000::/3")
NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a cloud's own services, under a number that looks public
            "192.0.0.0/24",  # protocols' own numbers; another cloud's metadata are at one of them
            "192.88.99.0/24",  # the road from IPv4 to 6to4
            "2002::/16",  # 6to4: an IPv4 number, also a private one, within a public number
        ),
    )
)
"""What is not public though `ipaddress`, in some versions of Python, says that it is."""


class Inside(Exception):
    """A host's name stands only for numbers inside a network."""


def is_public(number: str) -> bool:
    """Whether a number is one host's on the public internet."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if not address.is_global or address.is_multicast:
        return False
    # Outside 2000::/3 are numbers that hold IPv4 numbers, and those of old local networks.
    if address.version == 6 and address not in PUBLIC_V6:
        return False
    return not any(address in network for network in NOT_PUBLIC)


def public_numbers(host: str, port: int) -> list[str]:
    """The public numbers of `host`, at most three. What is compared is a number, so no spelling can hide it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    public = [number for number in dict.fromkeys(str(entry[4][0]) for entry in found) if is_public(number)]
    if not public:
        raise Inside(host)
    return public[:3]
