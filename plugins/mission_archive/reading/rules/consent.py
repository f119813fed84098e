"""A consent that was taken back counts wherever the same file, or the same picture, is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.schema import PHOTO_ENDINGS
from mission_archive.reading.finding.files import ContentFiles
from mission_archive.reading.rules.likeness import Likenesses


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The photos that may not be shown, given by their paths from the content folder.

    `by_file` leads to the record that says so; `same` leads from other files to those of which they are copies, in any
    size, format or quality.
    """

    by_file: Mapping[str, str]
    same: Mapping[str, str]

    @property
    def all(self) -> Iterable[str]:
        return (*self.by_file, *self.same)


def withdrawn_photos(originals: Mapping[str, RecordFile], files: ContentFiles) -> Withdrawn:
    """Those of all records, hidden ones too. Only if there is one, other files are compared by their content."""
    by_file: dict[str, str] = {}
    named: dict[str, None] = {}
    for record_id, file in originals.items():
        named.update((f"{file.folder}/{name}", None) for name in file.attached.values())
        for photo in file.values.get("photos", ()):
            if not photo.is_shown:
                by_file.setdefault(f"{file.folder}/{photo.file}", record_id)
    sizes = {size for uri in by_file if (size := files.sizes.get(uri))}
    by_digest = {digest: uri for uri in by_file if (digest := _digest(uri, sizes, files))}
    likenesses = Likenesses((uri, thumbnail) for uri in by_file if (thumbnail := _thumbnail(uri, files)))
    same: dict[str, str] = {}
    for uri in named if by_digest else ():
        if uri in by_file:
            continue
        digest = _digest(uri, sizes, files)
        if digest in by_digest:
            same[uri] = by_digest[digest]
        elif (thumbnail := _thumbnail(uri, files)) and (like := likenesses.same(thumbnail)):
            same[uri] = like
    return Withdrawn(by_file, same)


def _thumbnail(uri: str, files: ContentFiles) -> bytes | None:
    return files.thumbnail(uri) if uri.lower().endswith(PHOTO_ENDINGS) else None


def _digest(uri: str, sizes: Set[int], files: ContentFiles) -> str | None:
    if files.sizes.get(uri) not in sizes:
        return None
    try:
        with (files.root / uri).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
