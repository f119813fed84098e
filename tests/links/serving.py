"""A folder served as static hosts do it: below a path, without lists of files, and with names as they are."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, base: str, directory: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        bare = unquote(path.partition("?")[0].partition("#")[0])
        if not bare.startswith(self.base) or not self._is_named_so(bare.removeprefix(self.base)):
            return str(Path(self.directory) / "nothing-is-called-so")
        return super().translate_path("/" + path.removeprefix(self.base))

    def _is_named_so(self, inside: str) -> bool:
        """Whether the names are those on the disk, letter by letter: a disk may say yes to others as well."""
        folder = Path(self.directory)
        for name in inside.strip("/").split("/"):
            if name and (not folder.is_dir() or name not in {path.name for path in folder.iterdir()}):
                return False
            folder /= name
        return True

    def list_directory(self, path: str | os.PathLike[str]) -> BytesIO | None:
        self.send_error(404)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """A test says what it found; what was fetched is no news."""


@contextmanager
def serve(folder: Path, base: str) -> Iterator[str]:
    """The address of the site in `folder`, which stands below the path `base` of its host."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, base=base, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
