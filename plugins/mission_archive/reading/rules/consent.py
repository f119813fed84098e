"""A consent that was taken back counts wherever the same file, or the same picture, is used: saved again in another
size, format or quality.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import isqrt
from operator import sub
from statistics import fmean, pstdev

from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.schema import PHOTO_ENDINGS
from mission_archive.reading.finding.files import ContentFiles

MOST_DIFFERENCE = 0.05
"""Between two thumbnails of one picture, as a part of its contrast.

Saving a photo again, with a third of the quality or in half the size, makes up to 0.05 where there is much to be seen
in it. Cutting off two hundredths of its sides makes 0.05 to 0.5. Two photos that a pair of lenses takes in one instant
differ by 0.38, and others by 0.7 and more.
"""

ROW = 48
"""Bytes that are compared at once."""

LEAST_CONTRAST = 4.0
"""Of 255. With less there is nothing to be seen, and all such pictures look alike."""


class Likenesses:
    """Pictures that are known by their thumbnails, each with a name, also when they are turned or mirrored."""

    def __init__(self, thumbnails: Iterable[tuple[str, bytes]]) -> None:
        self._known = [
            (name, thumbnail, fmean(thumbnail), contrast)
            for thumbnail, name in {
                turned: name for name, thumbnail in thumbnails for turned in _turned(thumbnail)
            }.items()
            if (contrast := _contrast(thumbnail)) >= LEAST_CONTRAST
        ]

    def same(self, thumbnail: bytes) -> str | None:
        """The name of the picture that this is a thumbnail of."""
        mean = fmean(thumbnail) if self._known else 0.0
        for name, known, known_mean, contrast in self._known:
            most = MOST_DIFFERENCE * contrast
            # The means differ no more than the pictures; comparing them is far quicker.
            if abs(mean - known_mean) <= most and _is_near(thumbnail, known, most):
                return name
        return None


def _is_near(one: bytes, other: bytes, most: float) -> bool:
    """Whether two thumbnails differ by no more than so many shades in the mean. For most, a few rows are enough."""
    left = most * len(one)
    for start in range(0, len(one), ROW):
        end = start + ROW
        left -= sum(map(abs, map(sub, one[start:end], other[start:end])))
        if left < 0:
            return False
    return True


def _turned(thumbnail: bytes) -> Iterator[bytes]:
    """A thumbnail and what it is turned by each quarter and mirrored."""
    pixels = [thumbnail[start : start + 3] for start in range(0, len(thumbnail), 3)]
    side = isqrt(len(pixels))
    rows = [pixels[start : start + side] for start in range(0, len(pixels), side)]
    for _ in range(4):
        rows = [list(row) for row in zip(*rows[::-1], strict=True)]
        yield b"".join(pixel for row in rows for pixel in row)
        yield b"".join(pixel for row in rows for pixel in row[::-1])


def _contrast(thumbnail: bytes) -> float:
    """The standard deviation of the shades of a colour; the mean of the three colours."""
    return fmean(pstdev(map(float, thumbnail[colour::3])) for colour in range(3))


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
