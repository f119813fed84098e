"""Compressed twins of a site's files, for servers that send them as they are (`gzip_static`)."""

from __future__ import annotations

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mission_archive.publishing.site_addresses import files_of_site

ENDINGS = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".ics", ".csv", ".webmanifest")
"""Text. Pictures, documents and the search index are compressed in themselves."""


@dataclass(frozen=True, slots=True)
class Compressed:
    """How many files have a twin, and how many bytes they and their twins have."""

    files: int
    plain: int
    packed: int


def compress_site(site: Path, workers: int | None = None) -> Compressed:
    """Write `name.gz` beside each text of the site that becomes smaller, and delete twins that are of no use any more.

    `workers` are threads, as many as there are processors unless told. Raises OSError if a file cannot be written.
    """
    files = [site / file for file in files_of_site(site) if file.endswith(ENDINGS)]
    with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
        sizes = [size for size in pool.map(_compress, files, chunksize=64) if size is not None]
    return Compressed(len(sizes), sum(plain for plain, _ in sizes), sum(packed for _, packed in sizes))


def gzipped(data: bytes) -> bytes:
    """`data` in the form of RFC 1952, without a time: the same data always give the same bytes, with the same zlib."""
    return gzip.compress(data, 9, mtime=0)


def _compress(file: Path) -> tuple[int, int] | None:
    data = file.read_bytes()
    packed = gzipped(data)
    twin = file.with_name(f"{file.name}.gz")
    if len(packed) >= len(data):
        twin.unlink(missing_ok=True)
        return None
    twin.write_bytes(packed)
    return len(data), len(packed)
