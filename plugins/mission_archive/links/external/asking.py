"""One request to a host, with an end to all patience: no redirect is followed, and only a little is read."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import SplitResult, quote, urlsplit

from mission_archive.links.external.addresses import Inside, Resolve, public_numbers

MOST_BYTES = 64 * 1024
"""What is read of a page: its title and first heading stand there."""

PORTS = {"http": 80, "https": 443}


class Failure(Enum):
    """Why there was no answer; the value says so to people."""

    TIMEOUT = "no answer in time"
    CONNECTION = "the connection failed"
    CERTIFICATE = "the host's certificate is not valid"
    NO_HOST = "there is no such host"
    NO_ADDRESS = "an address without a valid host or port"
    INSIDE = "an address inside a network, which readers cannot open; it was not asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. Header names are small. `body` is the beginning of a page, empty for other files.

    Without an answer `status` is 0, and `failure` says why.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: Failure | None = None


def ask(
    url: str,
    headers: Mapping[str, str],
    timeout: float,
    *,
    most_bytes: int = MOST_BYTES,
    resolve: Resolve = public_numbers,
) -> Answer:
    """Ask for `url` once. Connecting and then all the rest take at most `timeout` seconds each.

    GET and not HEAD: a host that knows no HEAD would have to be asked twice, and a page that says "not found" in words
    alone is told by its words. What is longer than `most_bytes` is not read to its end.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            return Answer(0, failure=Failure.NO_ADDRESS)
        with _connection(parts, timeout, resolve) as (connection, is_over):
            return _exchange(connection, parts, headers, most_bytes, is_over)
    except Inside:
        failure = Failure.INSIDE
    except TimeoutError:
        failure = Failure.TIMEOUT
    except ssl.SSLCertVerificationError:
        failure = Failure.CERTIFICATE
    except socket.gaierror as fault:
        failure = Failure.NO_HOST if fault.errno != socket.EAI_AGAIN else Failure.CONNECTION
    except http.client.InvalidURL:
        failure = Failure.NO_ADDRESS
    except (OSError, http.client.HTTPException):
        failure = Failure.CONNECTION
    except ValueError:  # no number as port, or a name that cannot be written in ASCII
        failure = Failure.NO_ADDRESS
    return Answer(0, failure=failure)


def _exchange(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    headers: Mapping[str, str],
    most_bytes: int,
    is_over: threading.Event,
) -> Answer:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fixed = {
        "Host": _ascii(parts.netloc.rpartition("@")[2]),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", quote(target, safe="%/:@!$&'()*+,;=?~[]|"), headers={**headers, **fixed})
    response = connection.getresponse()
    if is_over.is_set():
        # What was cut looks like headers that end; of a page that was cut, the beginning is enough.
        raise TimeoutError
    found = {name.lower(): value for name, value in response.getheaders()}
    body = b""
    if found.get("content-type", "text/html").startswith(("text/", "application/xhtml")):
        # read() would believe a chunk that gives a negative length and read without end; read1() reads what is there.
        while len(body) < most_bytes and (piece := response.read1(most_bytes - len(body))):
            body += piece
    return Answer(response.status, found, body)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode()


@contextmanager
def _connection(
    parts: SplitResult, timeout: float, resolve: Resolve
) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
    """A connection to one of the numbers that were found for the name, without a second look-up of the name.

    A proxy is never used: it would look up the name by itself.
    """
    host, port = _ascii(parts.hostname or ""), parts.port or PORTS[parts.scheme]
    connected = _connected(resolve(host, port), port, timeout)
    if parts.scheme == "https":
        connected = ssl.create_default_context().wrap_socket(
            connected, server_hostname=host.rstrip("."), do_handshake_on_connect=False
        )
    with connected, _deadline(connected, timeout) as is_over:
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        connection = http.client.HTTPConnection(host, port)
        connection.sock = connected
        yield connection, is_over


def _connected(numbers: Sequence[str], port: int, timeout: float) -> socket.socket:
    for number in numbers[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((number, port), timeout)
    return socket.create_connection((numbers[-1], port), timeout)


@contextmanager
def _deadline(connected: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Cut a connection after so long: a host that sends a letter now and then never runs into a socket's time-out."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        with contextlib.suppress(OSError):
            # Not the method of a TLS socket, which would take away what the other thread is using.
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    except (OSError, http.client.HTTPException):
        if is_over.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
