"""What a picture's file says of itself before any pixel is read: its kind and its size.

A decoder may ask for memory as soon as it is handed a file, so the size is read here first, from the few bytes in
which each format has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mission_archive.media.faults import FILE_SIZE, FILE_TYPE, PICTURE, Fault, PictureFault

MOST_BYTES = 50_000_000
MOST_PIXELS = 60_000_000
"""A camera of 50 megapixels is taken; decoding needs four bytes a pixel."""

MOST_SIDE = 30_000
MOST_SCANS = 200
"""A JPEG has some twelve scans, thumbnails apart. With thousands a small file keeps a decoder busy for hours."""

KINDS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".avif": "AVIF",
}
"""Ending → the format such a file has."""

CUT_OFF = Fault(
    PICTURE, "is broken or cut off; open it in a picture program and save it again, or copy it anew"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Format and sides in pixels, as stored: a camera held upright may store a picture lying."""

    kind: str
    width: int
    height: int


def header_of(data: bytes, ending: str) -> Header:
    """The header of a picture whose file has this ending (small, with its dot).

    Raises PictureFault if it is of another format, of none, broken, or beyond the limits.
    """
    kind = kind_of(data)
    if kind != KINDS[ending]:
        wanted = f"save it again as {ending}, or give it the ending of what it is"
        raise PictureFault(Fault(FILE_TYPE, f"is no {ending} file but {_in_words(kind, data)}; {wanted}"))
    try:
        width, height = _SIZES[kind](data)
    except (IndexError, StopIteration, ValueError):
        raise PictureFault(CUT_OFF) from None
    header = Header(kind, width, height)
    check_limits(header)
    if kind == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise PictureFault(CUT_OFF)
    return header


def check_limits(header: Header) -> None:
    """Raises PictureFault if a picture is empty or has more pixels than are read here."""
    width, height = header.width, header.height
    if not width or not height:
        raise PictureFault(CUT_OFF)
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        message = (
            f"has {width:,} × {height:,} pixels, and a picture may have {MOST_PIXELS // 1_000_000} million and "
            f"{MOST_SIDE:,} a side; make it smaller, 3,000 pixels a side are plenty"
        )
        raise PictureFault(Fault(FILE_SIZE, message))


def kind_of(data: bytes) -> str | None:
    """The format by the first bytes: a key of none of our formats gives None."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and any(brand in data[8:64] for brand in (b"avif", b"avis")):
        return "AVIF"
    return None


def _in_words(kind: str | None, data: bytes) -> str:
    if kind:
        return f"a picture in {kind}"
    beginning = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in beginning:
        return "a drawing in SVG"
    if beginning.startswith(b"<"):
        return "a web page"
    return "no picture" if data else "empty"


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the frame header (ITU-T T.81, B.2.2)."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:  # markers without a length
            place += 2
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _number(data, place + 7, 2), _number(data, place + 5, 2)
        elif marker in (0xD9, 0xDA):  # end, or pixels without a frame
            raise ValueError
        else:
            place += 2 + max(2, _number(data, place + 2, 2))


def _png_size(data: bytes) -> tuple[int, int]:
    """From the chunk IHDR, which comes first (PNG, section 11.2.1)."""
    if data[12:16] != b"IHDR":
        raise ValueError
    return _number(data, 16, 4), _number(data, 20, 4)


def _gif_size(data: bytes) -> tuple[int, int]:
    """From the logical screen (GIF89a, section 18)."""
    return _number(data, 6, 2, "little"), _number(data, 8, 2, "little")


def _webp_size(data: bytes) -> tuple[int, int]:
    """From the first chunk (RFC 9649)."""
    first = data[12:16]
    if first == b"VP8X":
        return _number(data, 24, 3, "little") + 1, _number(data, 27, 3, "little") + 1
    if first == b"VP8L" and data[20] == 0x2F:
        bits = _number(data, 21, 4, "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if first == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _number(data, 26, 2, "little") & 0x3FFF, _number(data, 28, 2, "little") & 0x3FFF
    raise ValueError


def _avif_size(data: bytes) -> tuple[int, int]:
    """The largest of the sizes told (ISO/IEC 23008-12, `ispe`): a picture made of tiles tells theirs, too."""
    (meta,) = _boxes(data, 0, len(data), b"meta")
    sizes = [
        (_number(data, start + 4, 4), _number(data, start + 8, 4))
        for properties in _boxes(data, meta[0] + 4, meta[1], b"iprp")
        for container in _boxes(data, *properties, b"ipco")
        for start, _ in _boxes(data, *container, b"ispe")
    ]
    return max(sizes, key=lambda size: size[0] * size[1])


def _boxes(data: bytes, start: int, end: int, kind: bytes) -> Iterator[tuple[int, int]]:
    """Where the contents of the boxes of a kind begin and end (ISO/IEC 14496-12, section 4.2)."""
    while start < end:
        length, content = _number(data, start, 4), start + 8
        if length == 1:
            length, content = _number(data, start + 8, 8), start + 16
        stop = min(end, start + length) if length else end
        if stop < content:
            raise ValueError
        if data[start + 4 : start + 8] == kind:
            yield content, stop
        start = stop


def _number(data: bytes, place: int, length: int, order: str = "big") -> int:
    found = data[place : place + length]
    if len(found) < length:
        raise IndexError
    return int.from_bytes(found, "little" if order == "little" else "big")


_SIZES = {"JPEG": _jpeg_size, "PNG": _png_size, "GIF": _gif_size, "WebP": _webp_size, "AVIF": _avif_size}
