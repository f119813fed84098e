"""A proxy on this machine that leads a program to the public internet and to nowhere else.

Whatever the program asks for, by way of a redirect or not, comes to the proxy by its name. The proxy looks the name up,
compares the numbers (no spelling can hide one), and connects to a number that it found, so that a name cannot change in
between.
"""

import contextlib
import ipaddress
import math
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, urlsplit

LookUp = Callable[[str, int], Sequence[str]]
"""A host and a port → the numbers to connect to."""

Server = tuple[str, int]
"""A host's name, in small letters, and a port."""

STATUS = 470
"""How the proxy answers where it leads nowhere; nobody else's status."""

SECONDS = 30
"""How long a host may take to accept a connection."""

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

INSIDE = "an address inside a network, which readers cannot open; it was not asked"
"""Why the proxy does not lead there, in words for people."""
NOT_ENCRYPTED = "the encrypted connection failed, perhaps because the certificate is not valid"

BREAK_OFF = struct.pack("ii", 1, 0)
"""Of SO_LINGER: to close breaks the connection off."""


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
    """The public numbers of `host`, at most three."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    public = [number for number in dict.fromkeys(str(entry[4][0]) for entry in found) if is_public(number)]
    if not public:
        raise Inside(host)
    return public[:3]


def server_of(parts: SplitResult) -> Server:
    """The server that an address names; numbers in one spelling, for `0x7f.1` is 127.0.0.1."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    with contextlib.suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host)), port
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).compressed, port
    return host, port


@contextmanager
def guarded(
    resolve: LookUp = public_numbers, end: float = float("inf")
) -> Iterator[tuple[str, Mapping[Server, str]]]:
    """The address of a proxy for as long as the block lasts, and why it did not lead to some servers.

    `end` is the moment of the monotonic clock at which it breaks off what is not complete.
    """
    with _Proxy(resolve, end) as proxy:
        Thread(target=proxy.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{proxy.server_port}", proxy.refused
        finally:
            proxy.shutdown()


class _Proxy(ThreadingHTTPServer):
    def __init__(self, resolve: LookUp, end: float) -> None:
        super().__init__(("127.0.0.1", 0), _Way)
        self.resolve, self.end = resolve, end
        self.refused: dict[Server, str] = {}

    def connection(self, server: Server) -> socket.socket:
        """A connection to the first of a server's numbers that takes it."""
        *others, last = self.resolve(*server)
        for number in others:
            with contextlib.suppress(OSError):
                return socket.create_connection((number, server[1]), SECONDS)
        return socket.create_connection((last, server[1]), SECONDS)

    def handle_error(self, *connection: Any) -> None:
        """A connection that broke off is the program's to report."""


class _Way(BaseHTTPRequestHandler):
    """Leads one connection of the program to a host: as a tunnel, or for one request if that is not encrypted."""

    server: _Proxy

    def do_CONNECT(self) -> None:
        self._lead(f"//{self.path}", None)

    def do_GET(self) -> None:
        path = self.path.split("/", 3)[-1]
        headers = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        self._lead(self.path, f"GET /{path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n")

    def _lead(self, target: str, request: str | None) -> None:
        server = server_of(urlsplit(target))
        try:
            there = self.server.connection(server)
        except (Inside, OSError, ValueError) as fault:
            self.server.refused[server] = _reason(fault)
            self.send_error(STATUS)
            return
        try:
            with there:
                if request is None:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    there.sendall(request.encode("latin-1"))
                _pass_on(self.connection, there, self.server.end)
        except OSError:
            # An answer without a length ends where its connection does: half of it must not look like all of it.
            with contextlib.suppress(OSError):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BREAK_OFF)
            self.connection.close()

    def log_message(self, *words: Any) -> None:
        """Nothing: the report says what became of each address."""


def _pass_on(one: socket.socket, other: socket.socket, end: float) -> None:
    """Pass on to each what the other says, until one has ended. Raises OSError if one breaks off, or at the `end`."""
    others = {one: other, other: one}
    while True:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        for speaking in select.select((one, other), (), (), left if math.isfinite(left) else None)[0]:
            data = speaking.recv(65536)
            if not data:
                return
            others[speaking].sendall(data)


def _reason(fault: Exception) -> str:
    if isinstance(fault, Inside):
        return INSIDE
    # A ValueError is of a name that cannot be written in ASCII.
    is_unknown = isinstance(fault, (socket.gaierror, ValueError))
    return "the host's name is not known" if is_unknown else "the connection failed"
