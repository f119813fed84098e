"""Pictures that tests make themselves."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image


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


SECRET = "Canary Jane Doe"
"""What stands in every piece of metadata of `told`, to be looked for afterwards."""


def drawn(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with a colour in each quarter (red, green, blue, white) and enough noise to pass for a photograph."""
    from PIL import Image

    noise = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    image = Image.new("RGB", (width, height), (225, 225, 225))
    quarters = {(0, 0): (225, 0, 0), (1, 0): (0, 225, 0), (0, 1): (0, 0, 225)}
    for (column, row), colour in quarters.items():
        image.paste(
            colour,
            (column * width // 2, row * height // 2, (column + 1) * width // 2, (row + 1) * height // 2),
        )
    return Image.blend(image, noise, 0.2)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def told(image: Image.Image, kind: str, orientation: int = 1) -> bytes:
    """A picture with all the metadata that its kind of file can hold, each with SECRET in it."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010F] = orientation, SECRET, SECRET  # orientation, artist, maker
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (38.0, 33.0, 36.0), 3: "E", 4: (68.0, 46.0, 45.0)}
    )  # where it was taken
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{SECRET}"/></rdf:RDF></x:xmpmeta>'
    ).encode()
    if kind == "GIF":
        return saved(image.convert("P"), kind, comment=SECRET)
    if kind == "PNG":
        remarks = PngInfo()
        remarks.add_text("Author", SECRET)
        remarks.add_text("Comment", SECRET, zip=True)
        remarks.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return saved(image, kind, pnginfo=remarks, exif=exif, icc_profile=profile(), dpi=(300, 300))
    if kind != "JPEG":
        return saved(image, kind, exif=exif.tobytes(), xmp=xmp, icc_profile=profile(), quality=80)
    data = saved(
        image, kind, exif=exif, icc_profile=profile(), comment=SECRET, xmp=xmp, quality=85, dpi=(300, 300)
    )
    iptc = b"\x1c\x02\x50" + struct.pack(">H", len(SECRET)) + SECRET.encode()  # by-line
    block = b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc
    block += b"\x00" * (len(iptc) % 2)
    trailer = b"after the end: " + SECRET.encode()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + data[2:] + trailer


def profile(*, has_red_for_blue: bool = False) -> bytes:
    """The profile of sRGB; or one in which red stands where blue does, so that a reader must heed it."""
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes(12)  # when it was made, which is now
    if has_red_for_blue:
        count = int.from_bytes(data[128:132], "big")
        entries = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
        red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
        data[red + 4 : red + 12], data[blue + 4 : blue + 12] = (
            data[blue + 4 : blue + 12],
            data[red + 4 : red + 12],
        )
    return bytes(data)
