"""One request to a host, with an end to all patience: no redirect is followed, and only a little is read."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

MOST_BYTES = 64 * 1024
"""What is read of a page: its title and first heading stand there."""


class Failure(Enum):
    """Why there was no answer; the value says so to people."""

    TIMEOUT = "no answer in time"
    CONNECTION = "the connection failed"
    CERTIFICATE = "the host's certificate is not valid"
    NO_HOST = "there is no such host"
    NO_ADDRESS = "this is no address"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. Header names are small. `body` is the beginning of a page, empty for other files.

    Without an answer `status` is 0, and `failure` says why.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: Failure | None = None


def ask(url: str, headers: Mapping[str, str], timeout: float, most_bytes: int = MOST_BYTES) -> Answer:
    """Ask for `url` once. Connecting and then all the rest take at most `timeout` seconds each.

    GET and not HEAD: a host that knows no HEAD would have to be asked twice, and a page that says "not found" in words
    alone is told by its words. What is longer than `most_bytes` is not read to its end.
    """
    try:
        with _connection(url, timeout) as connection:
            connection.connect()
            with _deadline(connection.sock, timeout) as is_over:
                try:
                    return _exchange(connection, url, headers, most_bytes, is_over)
                except (OSError, http.client.HTTPException):
                    if is_over.is_set():
                        raise TimeoutError from None
                    raise
    except TimeoutError:
        failure = Failure.TIMEOUT
    except ssl.SSLCertVerificationError:
        failure = Failure.CERTIFICATE
    except socket.gaierror as fault:
        failure = Failure.NO_HOST if fault.errno != socket.EAI_AGAIN else Failure.CONNECTION
    except (OSError, http.client.HTTPException) as fault:
        is_address = not isinstance(fault, http.client.InvalidURL)
        failure = Failure.CONNECTION if is_address else Failure.NO_ADDRESS
    except ValueError:  # no host, no number as port, or a name that cannot be written in ASCII
        failure = Failure.NO_ADDRESS
    return Answer(0, failure=failure)


def _exchange(
    connection: http.client.HTTPConnection,
    url: str,
    headers: Mapping[str, str],
    most_bytes: int,
    is_over: threading.Event,
) -> Answer:
    parts = urlsplit(url)
    host, target = _host(parts.netloc), _target(url)
    is_by_proxy = parts.scheme == "http" and _proxy(url)
    fixed = {"Host": host, "Accept-Encoding": "identity", "Connection": "close"}
    connection.request(
        "GET", f"http://{host}{target}" if is_by_proxy else target, headers={**headers, **fixed}
    )
    response = connection.getresponse()
    if is_over.is_set():
        # What was cut looks like headers that end; of a page that was cut, the beginning is enough.
        raise TimeoutError
    told = {name.lower(): value for name, value in response.getheaders()}
    is_text = told.get("content-type", "text/html").startswith(("text/", "application/xhtml"))
    return Answer(response.status, told, response.read(most_bytes) if is_text else b"")


def _target(url: str) -> str:
    """The path and query as they are sent: what is no ASCII, and blanks, percent-encoded."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(target, safe="%/:@!$&'()*+,;=?~[]|")


def _host(netloc: str) -> str:
    """The host as it is asked for: without a password, and in ASCII."""
    bare = netloc.rpartition("@")[2]
    return bare if bare.isascii() else bare.encode("idna").decode()


def _proxy(url: str) -> str | None:
    """The host and port of the proxy that the environment names for such addresses."""
    parts = urlsplit(url)
    found = getproxies().get(parts.scheme)
    if not found or not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return re.sub(r"\A[a-z]+://(?:[^@/]*@)?|/\Z", "", found)


@contextmanager
def _connection(url: str, timeout: float) -> Iterator[http.client.HTTPConnection]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    proxy, host = _proxy(url), _host(parts.netloc)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(proxy or host, timeout=timeout)
    if proxy and parts.scheme == "https":
        connection.set_tunnel(host)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _deadline(connected: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Cut a connection after so long: a host that sends a letter now and then never runs into a socket's time-out."""
    is_over = threading.Event()

    def cut() -> None:
        is_over.set()
        with contextlib.suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
