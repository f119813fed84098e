"""What is to be said of the photos and documents of a record before a site is built of them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from math import prod
from pathlib import Path
from typing import Any

import PIL
import pypdf

from mission_archive.media.decoding import FORMATS, PictureFault, decode, read_photo, size_of, thumbnail
from mission_archive.media.documents import DocumentReader, Properties
from mission_archive.media.names import persons_in
from mission_archive.media.store import Store, digest_of
from mission_archive.model.files import MOST_DOCUMENT_BYTES, FileFault
from mission_archive.model.problems import Code, Severity, shorten

TINY = (200, 200)
"""Pixels: to find out whether a picture is whole, it is read to its end in a small size."""

HIDDEN: Mapping[str, str] = {
    "locked": "is locked, so nobody can tell whether its properties name a person; save it without a password",
    "unreadable": "cannot be read as a PDF; open it in a PDF program and save it again",
    "too hard": "takes more time or memory to read than any ordinary PDF; save it again as a plain PDF",
    "too large": "has more than 100 MB, too much to look into; save it smaller",
}
"""Why the properties of a document cannot be read → what is wrong with it."""

MOVING = FileFault(
    Code.PICTURE,
    "moves, and only its first picture is shown; save that one as a picture of its own",
    Severity.WARNING,
)
MANY_PIXELS = 3_000_000_000
"""Of new photos together: their copies take minutes, in every publication that does not keep them."""

SECONDS_PER_PIXEL = 1e-7
"""Of a slow processor, for a look into a photo and the making of its copies."""

MOST_NAMES = 3
"""How many properties one message names."""


class FileChecks(AbstractContextManager["FileChecks"]):
    """Looks into photos and documents. What was found is kept in `store`, so that a file is looked into once.

    A context: leaving it ends the process that documents are read in.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.new_pixels = 0
        """Of the photos that were looked into for the first time: so much work it is to make their copies."""
        self._documents = DocumentReader()

    def __exit__(self, *error: object) -> None:
        self._documents.__exit__(*error)

    def faults(self, path: Path, known: Collection[str] = ()) -> Iterator[FileFault]:
        """What is wrong with the file at `path`; of endings other than those of photos and PDF nothing is said.

        `known` are the names that the properties of a document may hold (see `persons_in`).
        """
        ending = path.suffix.lower()
        if ending in FORMATS:
            yield from self._of_picture(path, ending)
        elif ending == ".pdf":
            yield from self._of_document(path, known)

    def _of_picture(self, path: Path, ending: str) -> Iterator[FileFault]:
        before = self.new_pixels
        try:
            about = self._about_picture(path, ending)
        except PictureFault as found:
            yield found.fault
            return
        if before < MANY_PIXELS <= self.new_pixels:  # which is said once
            message = (
                f"makes it {self.new_pixels // 10**6:,} million pixels in new photos, whose copies take up to "
                f"{_minutes_for(self.new_pixels)} minutes; save the photos smaller, 3,000 pixels a side are plenty"
            )
            yield FileFault(Code.FILE_SIZE, message, Severity.WARNING)
        if about["is_animated"]:
            yield MOVING

    def thumbnail(self, path: Path) -> bytes | None:
        """A photo in a few bytes; None if it cannot be read."""
        try:
            return bytes.fromhex(self._about_picture(path, path.suffix.lower())["thumbnail"])
        except PictureFault:
            return None

    def _about_picture(self, path: Path, ending: str) -> Mapping[str, Any]:
        """What is to be known of a picture. Raises PictureFault if it cannot be shown."""
        data = read_photo(path)

        def find() -> Mapping[str, Any]:
            pixels = prod(size_of(data, ending))
            decoded = decode(data, ending, TINY)
            self.new_pixels += pixels
            return {"is_animated": decoded.is_animated, "thumbnail": thumbnail(decoded.image).hex()}

        return self._store.about(digest_of(b"picture", ending.encode(), data, PIL.__version__.encode()), find)

    @property
    def work(self) -> str | None:
        """How much is to be done for the copies of photos, as a sentence, where it is much."""
        if self.new_pixels < MANY_PIXELS:
            return None
        return (
            f"The new photos have {self.new_pixels // 10**6:,} million pixels together; making their copies takes "
            f"up to {_minutes_for(self.new_pixels)} minutes."
        )

    def _of_document(self, path: Path, known: Collection[str]) -> Iterator[FileFault]:
        found = self._properties(path)
        if isinstance(found, str):
            yield FileFault(Code.PROPERTIES, HIDDEN[found], Severity.WARNING)
            return
        persons = [f"{name} '{shorten(value)}'" for name, value in persons_in(found, known)]
        if persons:
            more = ", …" if len(persons) > MOST_NAMES else ""
            message = (
                f"seems to name a person in its properties ({', '.join(persons[:MOST_NAMES])}{more}); empty them in "
                "the program that made the document (File, Properties) and save it as PDF again"
            )
            yield FileFault(Code.PROPERTIES, message, Severity.WARNING)

    def _properties(self, path: Path) -> Properties | str:
        try:
            if path.stat().st_size > MOST_DOCUMENT_BYTES:
                return "too large"
            key = digest_of(b"document", path.read_bytes(), pypdf.__version__.encode())
        except OSError:
            return "unreadable"
        found: Properties | str = self._store.about(key, lambda: {"found": self._documents.read(path)})[
            "found"
        ]
        return found


def _minutes_for(pixels: int) -> int:
    """How many minutes photos of so many pixels may take on a slow processor."""
    return max(1, round(pixels * SECONDS_PER_PIXEL / 60))
