"""Copies of sources as `archive links --capture` leaves them in a project."""

from __future__ import annotations

import datetime
import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path

from mission_archive.links.external.captures import write_captures
from mission_archive.model.captures import COPIES, Capture, file_of

MOMENT = datetime.datetime(2019, 11, 27, 22, 30, tzinfo=datetime.UTC)


def keep_copies(project: Path, answers: Mapping[str, str]) -> Mapping[str, Capture]:
    """Keep what some addresses answered, with their table; the copy of each."""
    folder = project / COPIES
    folder.mkdir(parents=True, exist_ok=True)
    kept = {}
    for url, said in answers.items():
        packed = gzip.compress(f"WARC/1.0\r\nWARC-Target-URI: {url}\r\n\r\n{said}".encode(), mtime=0)
        (folder / file_of(url)).write_bytes(packed)
        digest = hashlib.sha256(said.encode()).hexdigest()
        kept[url] = Capture(MOMENT, file_of(url), digest, "text/html", len(packed))
    write_captures(folder, kept)
    return kept
