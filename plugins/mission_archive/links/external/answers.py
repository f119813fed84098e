"""What one address answers: all of it and in time, or why not."""

import contextlib
import ssl
import time
from dataclasses import dataclass
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPMessage,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from mission_archive.links.external.guard import NOT_ENCRYPTED, LookUp, guarded, public_numbers
from mission_archive.model.problems import printable, shorten
from mission_archive.publishing.addresses.site_url import encoded

MOST_BYTES = 50_000_000
"""A source that is larger is not kept."""
MOST_TIMES = 10
"""How often the time for an answer to begin it may take to end."""

ASCII = "".join(map(chr, range(33, 127)))
"""What an address can hold as it is."""

LATE = "it did not end in time"
CUT_OFF = "it was cut off"


class NotKept(Exception):
    """Why a source is not kept, in words for people."""


class Unreached(NotKept):
    """There was no connection to its host."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered. The body is empty if the answer is neither the source nor leads on to it."""

    url: str
    status: int
    reason: str
    headers: HTTPMessage
    body: bytes

    @property
    def target(self) -> str | None:
        """Where it leads on. Raises NotKept if that is not an address."""
        location = self.headers.get("location")
        if not (300 <= self.status < 400 and location):
            return None
        try:
            # As some hosts do: bytes of UTF-8 in a header.
            return urljoin(self.url, location.encode("latin-1").decode("utf-8"))
        except ValueError as fault:
            raise NotKept("it leads to an address that is not valid") from fault

    def __str__(self) -> str:
        """Status and reason, which may come from a stranger, for a line of a report."""
        reason = self.reason.encode("latin-1", "replace").decode("utf-8", "replace")
        return f"{self.status} {shorten(printable(reason))}".strip()


@dataclass(frozen=True, slots=True)
class Asker:
    """How addresses are asked for: who says that it asks, and for how many seconds it waits for an answer to begin."""

    agent: str
    timeout: float
    resolve: LookUp = public_numbers

    def ask(self, url: str, end: float) -> Answer:
        """The answer of an address by the moment `end` of the monotonic clock. Raises NotKept."""
        sent = _sent(url)
        end = min(end, time.monotonic() + MOST_TIMES * self.timeout)
        with guarded(self.resolve, end) as (proxy, refused):
            try:
                answer = self._answer(url, sent, proxy, end)
            except (OSError, HTTPException, ValueError) as fault:
                if refused:
                    raise Unreached(*refused.values()) from fault
                raise NotKept(LATE if time.monotonic() >= end else _reason(fault)) from fault
            if refused:
                raise Unreached(*refused.values())
        return answer

    def _answer(self, url: str, sent: str, proxy: str, end: float) -> Answer:
        """What is answered to one request: a step to another address, or a refusal, is an answer like any other."""
        parts, wait = urlsplit(sent), max(0.001, min(self.timeout, end - time.monotonic()))
        asked = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        server = urlsplit(proxy).netloc
        connection = HTTPConnection(server, timeout=wait)
        if parts.scheme == "https":
            connection = HTTPSConnection(server, timeout=wait, context=_Strict())
            connection.set_tunnel(parts.netloc)
        else:
            asked = f"http://{parts.netloc}{asked}"
        with contextlib.closing(connection):
            connection.request("GET", asked, headers={"User-Agent": self.agent, "Connection": "close"})
            response = connection.getresponse()
            body = _body(response, end) if 200 <= response.status < 400 else b""
            return Answer(url, response.status, response.reason, response.headers, body)


def server_part(url: str) -> str:
    """The part of an address of the web that names the host. Raises NotKept if it is none."""
    with contextlib.suppress(ValueError):  # of a port, for instance
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return f"{parts.scheme}://{parts.netloc}"
    raise NotKept("it is not an address of the web")


def _sent(url: str) -> str:
    """An address in the letters in which hosts are asked for it. Raises NotKept."""
    try:
        sent = quote(encoded(url), safe=ASCII)
    except ValueError:
        sent = ""
    if not sent or "%" in server_part(url):
        raise Unreached("no host can have such a name")
    return sent


class _Strict(ssl.SSLContext):
    """An encrypted connection that ends without saying so has broken off (RFC 9112, 9.8); Python forgives it."""

    def __new__(cls) -> "_Strict":
        context = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        context.load_default_certs()
        return context

    def wrap_socket(self, *socket: Any, **options: Any) -> ssl.SSLSocket:
        return super().wrap_socket(*socket, **{**options, "suppress_ragged_eofs": False})


def _body(response: HTTPResponse, end: float) -> bytes:
    expected = response.length  # what the host has promised, if it has
    held = bytearray()
    while piece := response.read1(65_536):  # `read` would wait for so much
        held += piece
        if len(held) > MOST_BYTES:
            raise NotKept(f"it is larger than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() >= end:
            break
    if time.monotonic() >= end:  # also where the proxy ended it
        raise NotKept(LATE)
    if len(held) < (expected or 0):
        raise NotKept(CUT_OFF)
    return bytes(held)


def _reason(fault: Exception) -> str:
    """Why there is no answer though there was a connection."""
    if isinstance(fault, TimeoutError):
        return "it did not answer in time"
    if isinstance(fault, ssl.SSLError) and not isinstance(fault, ssl.SSLEOFError):
        return NOT_ENCRYPTED
    if isinstance(fault, IncompleteRead):
        return CUT_OFF
    return "the connection broke off" if isinstance(fault, OSError) else "its answer cannot be understood"
