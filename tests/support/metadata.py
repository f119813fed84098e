"""What a published picture holds besides its pixels: found without the library that makes the pictures.

Two ways, each by itself: ExifRead looks for Exif and XMP as tools do, and the walk below takes a file apart by the
letter of its format and names every part that pixels do not need.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")

PNG_PARTS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
WEBP_PARTS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")
JPEG_PARTS = (0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD)
"""Frames (of baseline and progressive), tables, and the distance of restarts (ITU-T T.81, table B.1)."""

HAS_ALPHA = 0x10
"""The only flag of VP8X (RFC 9649) that says nothing of metadata or movement."""


def metadata_of(data: bytes) -> list[str]:
    """All that a picture tells besides its pixels, in words; empty if there is nothing."""
    return [*_by_exifread(data), *_by_parts(data)]


def _by_exifread(data: bytes) -> Iterator[str]:
    import exifread
    from exifread.core.xmp import find_xmp_data

    for name in exifread.process_file(BytesIO(data), details=True):
        yield f"Exif: {name}"
    if find_xmp_data(BytesIO(data)):
        yield "XMP"


def _by_parts(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg(data)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png(data)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        yield from _webp(data)
    else:
        yield "a format that is not published"


def _jpeg(data: bytes) -> Iterator[str]:
    place = 2
    while True:
        assert data[place] == 0xFF, "no marker where one must be"
        marker = data[place + 1]
        if marker == 0xD9:
            place += 2
            break
        (length,) = struct.unpack_from(">H", data, place + 2)
        body = data[place + 4 : place + 2 + length]
        if marker == 0xE0 and body.startswith(b"JFIF\x00"):
            if len(body) != 14 or body[7:12] != b"\x00\x00\x01\x00\x01":
                yield "JFIF with a density or a small picture"
        elif marker not in (*JPEG_PARTS, 0xDA):
            yield f"segment {marker:02X} {body[:12]!r}"
        place += 2 + length
        if marker == 0xDA:
            place = _after_scan(data, place)
    if place != len(data):
        yield f"{len(data) - place} bytes after the end"


def _after_scan(data: bytes, place: int) -> int:
    """Where the next marker stands after coded pixels, which hold FF only before 00 and in restarts."""
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] == 0 or 0xD0 <= data[place + 1] <= 0xD7:
            place += 2
        else:
            return place


def _png(data: bytes) -> Iterator[str]:
    place, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind not in PNG_PARTS:
            yield f"chunk {kind!r}"
        place += 12 + length
    if place != len(data):
        yield f"{len(data) - place} bytes after the end"


def _webp(data: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 != len(data):
        yield f"{len(data) - size - 8} bytes after the end"
    place = 12
    while place < size + 8:
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind not in WEBP_PARTS:
            yield f"chunk {kind!r}"
        elif kind == b"VP8X" and data[place + 8] & ~HAS_ALPHA:
            yield f"VP8X with flags {data[place + 8]:02X}"
        place += 8 + length + length % 2
