"""Pictures that tests make themselves."""

from __future__ import annotations

import struct
import zlib


def picture(words: str = "", width: int = 4, height: int = 3) -> bytes:
    """A PNG of one colour, with a remark in it that can be found again."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x30\x60\x90" * width) * height
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
            chunk(b"tEXt", b"Comment\0" + words.encode()),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )
