"""Compressed twins of a site's files, for servers that send them as they are (`gzip_static`)."""

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ENDINGS = (
    ".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".ics", ".csv", ".jsonl", ".webmanifest",
)  # fmt: skip
"""Text. Pictures and documents are compressed in themselves; citations are a few lines each."""


def compress(site: Path, files: Iterable[str], workers: int | None = None) -> None:
    """Write `name.gz` beside each text of a site that becomes smaller, and delete twins that are of no use any more.

    `files` are those of the site, by their paths in it. `workers` are threads, as many as there are processors unless
    given. Raises OSError if a file cannot be written.
    """
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        for _ in pool.map(_compress, (site / file for file in files if file.endswith(ENDINGS)), chunksize=64):
            pass


def gzipped(data: bytes) -> bytes:
    """`data` in the form of RFC 1952, without a time: the same data always give the same bytes, with the same zlib."""
    return gzip.compress(data, 9, mtime=0)


def _compress(file: Path) -> None:
    data = file.read_bytes()
    packed = gzipped(data)
    twin = file.with_name(f"{file.name}.gz")
    if len(packed) < len(data):
        twin.write_bytes(packed)
    else:
        twin.unlink(missing_ok=True)
