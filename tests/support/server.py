"""A built site on a local port, as a static host serves it: compressed, kept for a while, under a policy.

What it sends is counted, so that a test can say what a visit costs.
"""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from mission_archive.building.site import SEARCH_POLICY
from tests.support.site import BASE

HEADERS = {
    # The policy of the pages once more, and what only a header can say: who may show a page within another.
    "Content-Security-Policy": f"{SEARCH_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "max-age=600",  # ten minutes, as GitHub Pages has it
}
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""What a host compresses on its way; the parts of the search's index are compressed as they lie there."""


@dataclass
class Answer:
    """A path below the site, and how many bytes of the answer have been sent, its head included."""

    path: str
    size: int = 0


@dataclass
class Sent:
    """What a server has sent so far."""

    begun: list[Answer] = field(default_factory=list)

    @property
    def answers(self) -> list[tuple[str, int]]:
        """The path and the bytes of each answer."""
        return [(answer.path, answer.size) for answer in self.begun]

    def clear(self) -> None:
        """Forget it, and whatever is still sent of an answer that has begun."""
        self.begun = []


class _Server(ThreadingHTTPServer):
    request_queue_size = (
        128  # a browser asks for many files at once; with the five of the library it sees breaks
    )
    daemon_threads = True


class _Counter:
    """The stream to a browser. The bytes of the present answer are counted before they can be received."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.answer = Answer("")

    def write(self, data: bytes) -> int:
        self.answer.size += len(data)
        return self._stream.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, sent: Sent, directory: str) -> None:
        self.sent = sent
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        self.counter = _Counter(self.wfile)  # type: ignore[arg-type]
        self.wfile = self.counter  # type: ignore[assignment]

    def do_GET(self) -> None:
        self.counter.answer = Answer(self.path.partition("?")[0].removeprefix(BASE))
        self.sent.begun.append(self.counter.answer)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        if not path.startswith(BASE):
            return str(Path(self.directory) / "outside-of-the-site")
        return super().translate_path("/" + path.removeprefix(BASE))

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        return self.answer(200, path)

    def answer(self, status: int, path: Path) -> io.BytesIO:
        """Send the head for a file that is compressed where the browser understands that; its body."""
        is_compressed = "gzip" in self.headers.get("Accept-Encoding", "")
        body = compressed(path, path.stat().st_mtime_ns) if is_compressed else path.read_bytes()
        kind = self.guess_type(path)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        if is_compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.wfile.write(self.answer(404, page).getvalue())

    def log_message(self, format: str, *args: object) -> None:
        """A test says what it found; what was fetched is no news."""


@lru_cache(maxsize=256)
def compressed(path: Path, _changed: int) -> bytes:
    """A file as most hosts compress it, at the middle of gzip's levels."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


@contextmanager
def serve(folder: Path, sent: Sent | None = None) -> Iterator[str]:
    """The address of the site in `folder`, with a `/` at its end, for as long as the block lasts.

    Whatever is sent meanwhile is noted in `sent`.
    """
    handler = partial(_Handler, directory=str(folder), sent=Sent() if sent is None else sent)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
