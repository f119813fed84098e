"""A consent that was taken back counts wherever the same file, or the same picture, is used: saved again in another
size, format or quality.
"""

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import isqrt
from statistics import fmean

from PIL import Image, ImageChops, ImageStat

from mission_archive.reading.fields.record_file import RecordFile
from mission_archive.reading.fields.schema import PHOTO_ENDINGS
from mission_archive.reading.finding.files import ContentFiles

MOST_DIFFERENCE = 0.05
"""Between two thumbnails of one picture, as a part of its contrast.

Saving a photo again, with a third of the quality or in half the size, makes up to 0.05 where there is much to be seen
in it. Cutting off two hundredths of its sides makes 0.05 to 0.5. Two photos that a pair of lenses takes in one instant
differ by 0.38, and others by 0.7 and more.
"""

LEAST_CONTRAST = 4.0
"""Of 255. With less there is nothing to be seen, and all such pictures look alike."""


class Likenesses:
    """Pictures that are known by their thumbnails, each with a name, also when they are turned or mirrored."""

    def __init__(self, thumbnails: Iterable[tuple[str, bytes]]) -> None:
        turned = {turn.tobytes(): (name, turn) for name, one in thumbnails for turn in _turned(_picture(one))}
        self._known = [
            (name, picture, _shade(picture), contrast)
            for name, picture in turned.values()
            if (contrast := fmean(ImageStat.Stat(picture).stddev)) >= LEAST_CONTRAST
        ]

    def same(self, thumbnail: bytes) -> str | None:
        """The name of the picture that this is a thumbnail of."""
        picture = _picture(thumbnail)
        mean = _shade(picture) if self._known else 0.0
        for name, known, known_mean, contrast in self._known:
            most = MOST_DIFFERENCE * contrast
            # The means differ no more than the pictures; comparing them is far quicker.
            if abs(mean - known_mean) <= most and _shade(ImageChops.difference(picture, known)) <= most:
                return name
        return None


def _picture(thumbnail: bytes) -> Image.Image:
    side = isqrt(len(thumbnail) // 3)
    return Image.frombytes("RGB", (side, side), thumbnail)


def _turned(picture: Image.Image) -> tuple[Image.Image, ...]:
    """A picture and what it is turned by each quarter and mirrored."""
    return (picture, *map(picture.transpose, Image.Transpose))


def _shade(picture: Image.Image) -> float:
    """The mean of all shades of the three colours."""
    shades = picture.tobytes()
    return sum(shades) / len(shades)


@dataclass(frozen=True, slots=True)
class WithoutConsent:
    """The photos that may not be shown, given by their paths from the content folder.

    `by_file` leads to the record that says so; `same` leads from other files to those of which they are copies, in any
    size, format or quality.
    """

    by_file: Mapping[str, str]
    same: Mapping[str, str]


def photos_without_consent(originals: Mapping[str, RecordFile], files: ContentFiles) -> WithoutConsent:
    """Those of all records, hidden ones too. Only if there is one, other files are compared by their content."""
    by_file: dict[str, str] = {}
    named: set[str] = set()
    for record_id, file in originals.items():
        named.update(f"{file.folder}/{name}" for name in file.attached.values())
        for uri in file.photos_without_consent:
            by_file.setdefault(uri, record_id)
    sizes = {size for uri in by_file if (size := files.sizes.get(uri))}
    by_digest = {digest: uri for uri in by_file if (digest := _digest(uri, sizes, files))}
    likenesses = Likenesses((uri, thumbnail) for uri in by_file if (thumbnail := _thumbnail(uri, files)))
    same: dict[str, str] = {}
    for uri in named - by_file.keys() if by_digest else ():
        digest = _digest(uri, sizes, files)
        if digest in by_digest:
            same[uri] = by_digest[digest]
        elif (thumbnail := _thumbnail(uri, files)) and (like := likenesses.same(thumbnail)):
            same[uri] = like
    return WithoutConsent(by_file, same)


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
