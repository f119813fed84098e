"""A host on this machine that plays every fault of strangers' hosts, and remembers what it was asked."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"
SOUND = "<!doctype html><title>Water</title><h1>Water</h1>"


@dataclass
class Host:
    """What a test sees of the server: its address, and what it was asked, in order."""

    address: str = ""
    inside: str = ""
    """Where some paths lead."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of every request."""
    headers: list[dict[str, str]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    """When each request came, in seconds."""
    raw: dict[str, bytes] = field(default_factory=dict)
    """Path → what this host answers as it stands."""
    endless: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """Path → the beginning of an answer of this host, and what follows again and again."""
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def named(self) -> str:
        """The address with a name that no real host has."""
        return self.address.replace("127.0.0.1", "strange.alt")

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.paths)


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = SOUND.encode()
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = HTML


def moved(status: int, to: str, *headers: tuple[str, str]) -> Reply:
    return Reply(status, b"", (("Location", to), *headers))


def unwell(retry_after: str, status: int = 503) -> Reply:
    return Reply(status, headers=(("Retry-After", retry_after),))


YEAR_10_TO_20 = "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"
"""A year that no program's calendar has."""

CHARSETS = ("undefined", "idna", "punycode")
"""Encodings that Python has and no text is in: the first fails with any, the others are for names of hosts."""

RAW: dict[str, bytes] = {
    "/babble": b"Hello there\r\n\r\n",
    "/silence": b"",
    "/long-status": b"HTTP/1.1 9999999 x\r\n\r\n",
    "/status-0": b"HTTP/1.1 000 x\r\nContent-Length: 0\r\n\r\n",
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    "/long-header": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    "/bad-chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nx",
    "/folded-cookie": b"HTTP/1.1 302 x\r\nSet-Cookie: a=b\r\n c\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n",
    "/to-nul": b"HTTP/1.1 302 x\r\nLocation: /a\x00b\x80\xff\r\nContent-Length: 0\r\n\r\n",
}
"""Path → what is answered as it stands."""

ENDLESS: dict[str, tuple[bytes, bytes]] = {
    "/drip": (b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n"),
    "/drip-of-a-page": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "/huge": (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
    "/negative-chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 65536),
    "/continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
}
"""Path → the beginning of an answer, and what follows again and again."""

REPLIES: dict[str, list[Reply]] = {
    "/": [Reply()],
    "/en/": [Reply()],
    "/ok": [Reply()],
    "/ok?a=1": [Reply()],
    "/new": [Reply()],
    "/%D0%B2%D0%BE%D0%B4%D0%B0": [Reply()],
    "/report.pdf": [Reply(200, b"%PDF not found", kind="application/pdf")],
    "/404": [Reply(404)],
    "/410": [Reply(410)],
    "/400": [Reply(400)],
    "/401": [Reply(401)],
    "/403": [Reply(403)],
    "/999": [Reply(999)],
    "/500": [Reply(500)],
    "/503": [Reply(503)],
    "/500-then-fine": [Reply(500), Reply()],
    "/429-then-fine": [Reply(429, headers=(("Retry-After", "1"),)), Reply()],
    "/moved": [moved(301, "/new")],
    "/moved-308": [moved(308, "/new#part")],
    "/moved-twice": [moved(301, "moved")],
    "/moved-then-away": [moved(301, "/away")],
    "/away-then-moved": [moved(302, "/moved")],
    "/moved-to-404": [moved(301, "/404")],
    "/moved-to-cyrillic": [moved(301, "/вода")],
    "/away": [moved(302, "/ok")],
    "/robots.txt": [Reply(200, b"User-agent: *\nDisallow: /private\n", kind="text/plain")],
    "/private": [Reply()],
    "/ok-then-404": [Reply(), Reply(404)],
    "/away-to-private": [moved(302, "/private")],
    "/away-303": [moved(303, "/ok")],
    "/away-307": [moved(307, "/ok")],
    "/to-home": [moved(302, "/")],
    "/to-english-home": [moved(301, "/en/")],
    "/to-error-page": [moved(302, "/errors/404.html")],
    "/errors/404.html": [Reply()],
    "/to-nowhere": [Reply(302)],
    "/to-mail": [moved(302, "mailto:x@example.invalid")],
    "/loop": [moved(302, "/loop-back")],
    "/loop-back": [moved(302, "/loop")],
    "/soft": [Reply(200, b"<title>404 - Page not found</title>")],
    "/to-bad-host": [moved(302, "http://[")],
    "/to-bad-number": [moved(301, "http://[::zz]/")],
    "/to-bad-port": [moved(302, "http://a.example:99999999/")],
    "/to-word-as-port": [moved(302, "http://a.example:port/")],
    "/to-no-host": [moved(302, "http:///x")],
    "/to-two-dots": [moved(302, "http://a..example/")],
    "/to-long-name": [moved(302, f"http://é{'x' * 70}.example/")],
    "/to-file": [moved(302, "file:///etc/passwd")],
    "/to-line-end": [moved(302, "/ok%0d%0aX-Header:1")],
    "/503-year-10-to-20": [unwell(YEAR_10_TO_20), Reply()],
    "/503-words": [unwell("in a while"), Reply()],
    "/429-year-10-to-20": [unwell(YEAR_10_TO_20, 429), Reply()],
    "/429-words": [unwell("in a while", 429), Reply()],
    **{f"/charset-{name}": [Reply(kind=f"text/html; charset={name}")] for name in CHARSETS},
    "/cookie-of-two-lines": [Reply(200, headers=(("Set-Cookie", "a=b\tc\x00; x"),))],
}  # fmt: skip
"""Path → what is answered the first time, the second time, and from then on as the last time."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True
    host: Host

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 20

    def do_HEAD(self) -> None:
        self._note()
        self.send_response(405)
        self.end_headers()

    def do_GET(self) -> None:
        self._answer(self._note())

    def _note(self) -> int:
        """How often the path has been asked for before."""
        host = self.server.host
        with host.lock:
            before = host.counts[self.path]
            host.asked.append((self.command, self.path))
            host.headers.append({name.lower(): value for name, value in self.headers.items()})
            host.moments.append(time.monotonic())
        return before

    def _answer(self, before: int) -> None:
        host, path = self.server.host, self.path
        if path in ("/inside", "/inside-for-good"):
            self._send(moved(302 if path == "/inside" else 301, host.inside))
        elif path == "/to-inside":
            self._send(moved(301, "/inside-for-good"))
        elif path.startswith("/endless/"):
            self._send(moved(302, f"/endless/{int(path.rpartition('/')[2]) + 1}"))
        elif path == "/cookie":
            has_one = "seen=yes" in self.headers.get("Cookie", "")
            self._send(Reply() if has_one else moved(302, "/cookie", ("Set-Cookie", "seen=yes; Path=/")))
        elif not self._fail():
            replies = REPLIES.get(path, [Reply(404)])
            self._send(replies[min(before, len(replies) - 1)])

    def _fail(self) -> bool:
        """Play a host that does not speak as it should; whether the path is one of those."""
        is_over, path = self.server.host.is_over, self.path
        raw, endless = RAW | self.server.host.raw, ENDLESS | self.server.host.endless
        if path == "/slow":
            is_over.wait()
        elif path in endless:
            beginning, more = endless[path]
            self.wfile.write(beginning)
            while not is_over.wait(0.05 if len(more) < 100 else 0.0):
                self.wfile.write(more)
        elif path in ("/reset", "/reset-amid"):
            if path == "/reset-amid":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n<p>The first half")
                time.sleep(0.2)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif path in raw:
            self.wfile.write(raw[path])
        else:
            return False
        self.close_connection = True
        return True

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            # As some hosts do: bytes of UTF-8 in a header.
            self.send_header(name, value.encode().decode("latin-1"))
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:
        """A test says what it found."""


@contextmanager
def faulty_host() -> Iterator[Host]:
    """A host for as long as the block lasts."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.host = host = Host(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
