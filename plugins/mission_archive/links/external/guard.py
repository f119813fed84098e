"""A proxy on this machine that leads a program to the public internet and to nowhere else.

Whatever the program asks for, by way of a redirect or not, comes to the proxy by its name. The proxy looks the name up,
compares the numbers (no spelling can hide one), and connects to a number that it found, so that a name cannot change in
between.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port → the numbers to connect to."""

Server = tuple[str, int]
"""A host's name, in small letters, and a port."""

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

STATUS = 470
"""How the proxy answers where it leads nowhere; nobody else's status."""

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


@contextmanager
def guarded(resolve: Resolve = public_numbers) -> Iterator[tuple[str, Mapping[Server, str]]]:
    """The address of a proxy for as long as the block lasts, and why it did not lead to some servers."""
    refused: dict[Server, str] = {}
    running: set[asyncio.Task[None] | None] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # asyncio holds on to no task whose client has gone; one that is lost in its midst leaves its connections open.
        running.add(task := asyncio.current_task())
        with contextlib.suppress(asyncio.CancelledError):  # the block has ended; asyncio would print that
            await _serve(resolve, refused, reader, writer)
        running.discard(task)

    started: Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def run() -> None:
        try:
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
        except OSError as fault:
            started.set_exception(fault)
            return
        over = asyncio.Event()
        started.set_result((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), over))
        await over.wait()
        server.close()

    # In a thread of its own, for the caller's may have a loop that runs already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run())
        port, loop, over = started.result()
        try:
            yield f"http://127.0.0.1:{port}", refused
        finally:
            loop.call_soon_threadsafe(over.set)


async def _serve(
    resolve: Resolve, refused: dict[Server, str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Lead one connection of the program to a host: as a tunnel, or for one request if that is not encrypted."""
    with contextlib.closing(writer), contextlib.suppress(OSError, ValueError, asyncio.IncompleteReadError,
                                                         asyncio.LimitOverrunError):  # fmt: skip
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, rest = head.split(b" ", 2)
        is_tunnel = method == b"CONNECT"
        parts = urlsplit(f"{'//' if is_tunnel else ''}{target.decode()}")
        server = server_of(parts)
        try:
            there = await _connected(resolve, *server)
        except (Inside, OSError, ValueError) as fault:
            refused[server] = _reason(fault)
            writer.write(b"HTTP/1.1 %d Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % STATUS)
            await writer.drain()
            return
        with contextlib.closing(there[1]):
            if is_tunnel:
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                ways = [_passed_on(reader, there[1]), _passed_on(there[0], writer)]
            else:
                path = parts._replace(scheme="", netloc="").geturl() or "/"
                version, _, headers = rest.partition(b"\r\n")
                there[1].write(
                    b"%s %s %s\r\nConnection: close\r\n%s" % (method, path.encode(), version, headers)
                )
                ways = [_passed_on(there[0], writer)]
            tasks = [asyncio.ensure_future(way) for way in ways]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()


async def _connected(resolve: Resolve, host: str, port: int) -> Streams:
    numbers = await asyncio.get_running_loop().run_in_executor(None, resolve, host, port)
    for number in numbers[:-1]:
        with contextlib.suppress(OSError):
            return await asyncio.open_connection(number, port)
    return await asyncio.open_connection(numbers[-1], port)


def server_of(parts: SplitResult) -> Server:
    """The server that an address names; numbers in one spelling, for `0x7f.1` is 127.0.0.1."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    with contextlib.suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host)), port
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).compressed, port
    return host, port


def _reason(fault: Exception) -> str:
    if isinstance(fault, Inside):
        return INSIDE
    # A ValueError is of a name that cannot be written in ASCII.
    is_unknown = isinstance(fault, (socket.gaierror, ValueError))
    return "the host's name is not known" if is_unknown else "the connection failed"


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
