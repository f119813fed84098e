"""A folder that keeps what was once made or found out of a file, by what the file holds.

Several builds may use one folder at once. An entry appears whole, in one step, or not at all; one that was damaged
afterwards is made again. Deleting the folder costs time and nothing else.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ABOUT, MADE = "about.json", "made"
KEPT_SECONDS = 24 * 60 * 60

PHOTO_CACHE = ".cache/photos"
"""Where what is made of photos is kept, from the project's folder."""


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """What a folder keeps under one key: named files, and what is said of them."""

    folder: Path
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder `root`, which need not be there yet."""

    root: Path

    def get(self, key: str) -> CacheEntry | None:
        """The entry of a key, if it is there and every file of it is as it was written."""
        folder = self._folder(key)
        try:
            kept = json.loads((folder / ABOUT).read_bytes())
            for name, digest in kept["files"].items():
                if digest_of((folder / name).read_bytes()) != digest:
                    return None
            about = kept["about"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(folder)  # so that `prune` knows what is in use
        return CacheEntry(folder, about)

    def about(self, key: str, find: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """What is said under a key, or else what `find` gives, which is kept if the folder can be written."""
        if entry := self.get(key):
            return entry.about
        about = find()
        with contextlib.suppress(OSError):
            self.put(key, about)
        return about

    def put(self, key: str, about: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> CacheEntry:
        """Keep files under a key, with what is to be said of them (values that JSON knows).

        Raises OSError if the folder cannot be written.
        """
        files = files or {}
        folder = self._folder(key)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        try:
            for name, data in files.items():
                (made / name).write_bytes(data)
            kept = {"about": about, "files": {name: digest_of(data) for name, data in files.items()}}
            (made / ABOUT).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():
                    raise
                if self.get(key) is None:
                    self._repair(folder, made)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return CacheEntry(folder, about)

    def kept(self, about: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """What was once made from some texts, or else what `make` gives, which is kept if the folder can be written."""
        key = digest_of(*(text.encode() for text in about))
        if entry := self.get(key):
            return (entry.folder / MADE).read_bytes()
        data = make()
        with contextlib.suppress(OSError):
            self.put(key, {}, {MADE: data})
        return data

    @staticmethod
    def _repair(folder: Path, made: Path) -> None:
        """Replace each file of a damaged entry. What is sound never goes away, for other builds may be reading it."""
        for file in sorted(made.iterdir(), key=lambda path: path.name == ABOUT):
            file.replace(folder / file.name)

    def prune(self, now: float | None = None) -> int:
        """Delete what nobody asked for in the last day before `now` (seconds since 1970); how many entries.

        A photo that was withdrawn leaves the folder so. The day is for other builds, which may be using an entry.
        """
        before = (time.time() if now is None else now) - KEPT_SECONDS
        count = 0
        for folder in self.root.glob("*/*"):
            with contextlib.suppress(OSError):
                if folder.stat().st_mtime < before:
                    shutil.rmtree(folder)
                    count += 1
        return count

    def _folder(self, key: str) -> Path:
        return self.root / key[:2] / key


def digest_of(*parts: bytes) -> str:
    """32 hexadecimal digits that stand for some bytes (BLAKE2b, RFC 7693)."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
