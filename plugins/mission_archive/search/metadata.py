"""Pagefind's `pf_meta`, the file that every first search loads, made smaller.

Half of it are the names of the files in which Pagefind would keep what it shows of each page, random digits that no
compression helps. We show results from files of our own, so a page is named by its number instead, which is also its
place in the archive's list: by its digits, all of one length and the last one first, for so most of a name is as it was
ten names before, and takes little more than half the room when it is compressed. Its number of words, used for ranking
alone, is given up: titles and summaries, which count most, are of one length.

The file is CBOR (RFC 8949) after a signature, gzipped: an array of six, of which the first is Pagefind's version and
the second the pages, each an array of its name and its number of words. All that follows is kept as it is.
"""

from __future__ import annotations

import gzip
import io

SIGNATURE = b"pagefind_dcd"
KIND_NUMBER, KIND_TEXT, KIND_ARRAY = 0, 3, 4
FOLLOWING_BYTES = {24: 1, 25: 2, 26: 4, 27: 8}


class UnknownForm(Exception):
    """The file is not in the form described above: another version of Pagefind, perhaps."""


def with_numbered_pages(compressed: bytes) -> bytes:
    """The `pf_meta` with each page named by its number, from 0."""
    data = gzip.decompress(compressed)
    if not data.startswith(SIGNATURE):
        raise UnknownForm("its signature is missing")
    source = io.BytesIO(data[len(SIGNATURE) :])
    fields = _head(source, KIND_ARRAY)
    version = _text(source)
    pages = _head(source, KIND_ARRAY)
    written = [SIGNATURE, _written(KIND_ARRAY, fields), _written_text(version), _written(KIND_ARRAY, pages)]
    digits = len(str(pages - 1))
    for number in range(pages):
        if _head(source, KIND_ARRAY) != 2:
            raise UnknownForm("a page has not two facts")
        _text(source)
        _head(source, KIND_NUMBER)
        written += [
            _written(KIND_ARRAY, 2),
            _written_text(f"{number:0{digits}}"[::-1].encode()),
            _written(KIND_NUMBER, 1),
        ]
    written.append(source.read())
    return gzip.compress(b"".join(written), 9, mtime=0)


def number_of_pages(compressed: bytes) -> int:
    """How many pages the index knows."""
    source = io.BytesIO(gzip.decompress(compressed)[len(SIGNATURE) :])
    _head(source, KIND_ARRAY)
    _text(source)
    return _head(source, KIND_ARRAY)


def _head(source: io.BytesIO, kind: int) -> int:
    """The number in the head of the next item, which must be of a kind."""
    first = source.read(1)
    if not first or first[0] >> 5 != kind:
        raise UnknownForm(f"at byte {source.tell()} there is no item of kind {kind}")
    value = first[0] & 31
    if value < 24:
        return value
    if value not in FOLLOWING_BYTES:
        raise UnknownForm(f"at byte {source.tell()} a length is not given")
    return int.from_bytes(source.read(FOLLOWING_BYTES[value]), "big")


def _text(source: io.BytesIO) -> bytes:
    return source.read(_head(source, KIND_TEXT))


def _written(kind: int, value: int) -> bytes:
    if value < 24:
        return bytes([kind << 5 | value])
    for code, size in FOLLOWING_BYTES.items():
        if value < 1 << 8 * size:
            return bytes([kind << 5 | code]) + value.to_bytes(size, "big")
    raise ValueError(f"{value} has no place in CBOR")


def _written_text(text: bytes) -> bytes:
    return _written(KIND_TEXT, len(text)) + text
