"""Pagefind's `pf_meta`, the file that every first search loads, made smaller.

Half of it are the names of the files in which Pagefind would keep what it shows of each page, random digits that no
compression helps. We show results from files of our own, so a page is named by its number instead, which is also its
place in the archive's list: by its digits in base 16, all of one length and the last one first, for so most of a name
is as it was sixteen names before, and takes little more than half the room when it is compressed. Its number of words,
used for ranking alone, is given up: titles and summaries, which count most, are of one length.

The file is CBOR after a signature, gzipped: an array of six, of which the first is Pagefind's version, the second the
pages, each an array of its name and its number of words, and the third the files of the index, each an array of the
first and the last word for which it is loaded and of its name. All that follows is kept as it is.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass

from mission_archive.search.cbor import (
    KIND_ARRAY,
    KIND_NUMBER,
    UnknownForm,
    head,
    text,
    written,
    written_text,
)

SIGNATURE = b"pagefind_dcd"


@dataclass(frozen=True, slots=True)
class Range:
    """A file of the index, by its name without an ending, and the words for which it is loaded, bounds included."""

    start: str
    end: str
    name: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `pf_meta` says: of the pages no more than their number; `rest` is what follows the files of the index."""

    version: bytes
    pages: int
    files: Sequence[Range]
    rest: bytes


def read_metadata(compressed: bytes) -> Metadata:
    """Raises UnknownForm if the file is not in the form described above."""
    data = gzip.decompress(compressed)
    if not data.startswith(SIGNATURE):
        raise UnknownForm("its signature is missing")
    source = io.BytesIO(data)
    source.seek(len(SIGNATURE))
    if head(source, KIND_ARRAY) != 6:
        raise UnknownForm("it has not six parts")
    version = text(source)
    pages = head(source, KIND_ARRAY)
    for _ in range(pages):
        if head(source, KIND_ARRAY) != 2:
            raise UnknownForm("a page has not two facts")
        text(source)
        head(source, KIND_NUMBER)
    files = []
    for _ in range(head(source, KIND_ARRAY)):
        if head(source, KIND_ARRAY) != 3:
            raise UnknownForm("a file of the index has not three facts")
        files.append(Range(*(text(source).decode() for _ in range(3))))
    return Metadata(version, pages, files, source.read())


def write_metadata(metadata: Metadata) -> bytes:
    """The file, with each page named by its number, from 0."""
    parts = [SIGNATURE, written(KIND_ARRAY, 6), written_text(metadata.version)]
    parts.append(written(KIND_ARRAY, metadata.pages))
    digits = len(f"{max(metadata.pages - 1, 0):x}")
    for number in range(metadata.pages):
        name = f"{number:0{digits}x}"[::-1]
        parts += [written(KIND_ARRAY, 2), written_text(name.encode()), written(KIND_NUMBER, 1)]
    parts.append(written(KIND_ARRAY, len(metadata.files)))
    for file in metadata.files:
        parts.append(written(KIND_ARRAY, 3))
        parts += [written_text(word.encode()) for word in (file.start, file.end, file.name)]
    return gzip.compress(b"".join([*parts, metadata.rest]), 9, mtime=0)
