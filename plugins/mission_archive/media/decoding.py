"""From the bytes of a photo to its pixels: upright, in sRGB, and with nothing else that the file held."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from mission_archive.model.files import SIGNATURE_BYTES, FileFault, foreign_kind
from mission_archive.model.problems import Code

MOST_BYTES = 50_000_000
MOST_PIXELS = 60_000_000
"""A camera of 50 megapixels is taken; decoding needs up to twelve bytes a pixel."""

MOST_SIDE = 30_000
MOST_SCANS = 200
"""A JPEG has some twelve scans, thumbnails apart. With thousands a small file keeps a decoder busy for hours."""

# Not `Image.open`: it tries one format after another, and warns of large pictures by limits that all users share.
FORMATS: dict[str, type[ImageFile.ImageFile]] = {
    ".jpg": JpegImagePlugin.JpegImageFile,
    ".jpeg": JpegImagePlugin.JpegImageFile,
    ".png": PngImagePlugin.PngImageFile,
    ".gif": GifImagePlugin.GifImageFile,
    ".webp": WebPImagePlugin.WebPImageFile,
    ".avif": AvifImagePlugin.AvifImageFile,
}
"""Ending → what reads such a file."""

CUT_OFF = FileFault(
    Code.PICTURE, "is broken or cut off; open it in a picture program and save it again, or copy it anew"
)

ORIENTATION = 0x0112
"""The tag of Exif (CIPA DC-008) that says how a camera was held."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)
"""Orientations in which width and height change places."""

COLOUR_SPACES = {"RGB": "RGB", "RGBA": "RGB", "L": "GRAY", "CMYK": "CMYK"}
"""Mode of pixels → what a colour profile (ICC.1) calls it."""

MOST_PROFILE_BYTES = 4_000_000
MOST_COLOURS_OF_DRAWING = 256


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright pixels in sRGB, of mode L, RGB or RGBA. `has_few_colours`: it may be a drawing."""

    image: Image.Image
    has_few_colours: bool
    is_animated: bool


class PictureFault(Exception):
    """A file that no picture can be made of."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read_photo(photo: Path) -> bytes:
    """The bytes of a photo. Raises PictureFault if it cannot be read, is too large, or has a foreign ending."""
    if photo.suffix.lower() not in FORMATS:
        message = f"is not a picture that can be published here; use {', '.join(FORMATS)}"
        raise PictureFault(FileFault(Code.FILE_TYPE, message))
    try:
        with photo.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise PictureFault(FileFault(Code.PICTURE, message)) from error
    if len(data) > MOST_BYTES:
        megabytes = photo.stat().st_size / 1e6
        message = f"has {megabytes:.0f} MB, and a picture may have {MOST_BYTES // 1_000_000}; save it smaller"
        raise PictureFault(FileFault(Code.FILE_SIZE, message))
    return data


def size_of(data: bytes, ending: str) -> tuple[int, int]:
    """Width and height of a picture as stored, whose file has this ending (small, with its dot). No pixel is read.

    A camera held upright may store a picture lying. Raises PictureFault if the file is of another format, of none,
    broken, or beyond the limits.
    """
    if foreign := foreign_kind(ending, data[:SIGNATURE_BYTES]):
        raise PictureFault(FileFault(Code.FILE_TYPE, foreign))
    if ending in (".jpg", ".jpeg") and data.count(b"\xff\xda") > MOST_SCANS:
        raise PictureFault(CUT_OFF)
    with _as_picture_faults():
        return _checked(_canvas(data) if ending in (".gif", ".webp") else FORMATS[ending](BytesIO(data)).size)


def decode(data: bytes, ending: str, most: tuple[int, int] | None = None) -> Decoded:
    """The first picture of a file that `size_of` takes, no larger than `most` (width, height, upright).

    It is never enlarged. Raises PictureFault if the file is broken.
    """
    with _as_picture_faults():
        return _decode(FORMATS[ending](BytesIO(data)), most)


@contextmanager
def _as_picture_faults() -> Iterator[None]:
    try:
        yield
    except PictureFault:
        raise
    except Exception as error:  # whatever a decoder says of a file that somebody else made
        raise PictureFault(CUT_OFF) from error


def _canvas(data: bytes) -> tuple[int, int]:
    """The sides of a GIF (GIF89a, section 18) or WebP (RFC 9649), whose readers ask for memory as they are opened."""
    if data.startswith(b"GIF"):
        return _number(data[6:8]), _number(data[8:10])
    match data[12:16]:
        case b"VP8X":
            return _number(data[24:27]) + 1, _number(data[27:30]) + 1
        case b"VP8L":
            bits = _number(data[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _number(data[26:28]) & 0x3FFF, _number(data[28:30]) & 0x3FFF
    raise PictureFault(CUT_OFF)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _checked(size: tuple[int, int]) -> tuple[int, int]:
    """Raises PictureFault if a picture is empty or has more pixels than are read here."""
    width, height = size
    if not width or not height:
        raise PictureFault(CUT_OFF)
    if width * height > MOST_PIXELS or max(size) > MOST_SIDE:
        message = (
            f"has {width:,} × {height:,} pixels, and a picture may have {MOST_PIXELS // 1_000_000} million and "
            f"{MOST_SIDE:,} a side; make it smaller, 3,000 pixels a side are plenty"
        )
        raise PictureFault(FileFault(Code.FILE_SIZE, message))
    return size


def _decode(file: ImageFile.ImageFile, most: tuple[int, int] | None) -> Decoded:
    _checked(file.size)  # once more: the first picture of a GIF may be larger than its canvas
    orientation = _orientation(file)
    is_animated = bool(getattr(file, "is_animated", False))
    lying = orientation in LYING
    upright = (file.height, file.width) if lying else file.size
    wanted = fitted(upright, most) if most else upright
    is_jpeg = isinstance(file, JpegImagePlugin.JpegImageFile)
    if is_jpeg and most:
        # The decoder leaves out what a smaller picture does not need, which takes half the time.
        file.draft(None, (wanted[1], wanted[0]) if lying else wanted)
    file.load()
    profile = file.info.get("icc_profile")
    image = _plain(file)
    has_few_colours = not is_jpeg and image.getcolors(MOST_COLOURS_OF_DRAWING) is not None
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    if image.size != wanted:
        image = image.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_srgb(image, profile)
    if image is file:  # whose place is taken by plain pixels, which know nothing of the file
        image = image.copy()
    image = _without_hidden_colours(image)
    image.info = {}
    return Decoded(image, has_few_colours, is_animated)


def fitted(size: tuple[int, int], most: tuple[int, int]) -> tuple[int, int]:
    """`size` made smaller, if it must be, until it fits into `most`, in the same proportions."""
    factor = min(1.0, most[0] / size[0], most[1] / size[1])
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _orientation(file: ImageFile.ImageFile) -> int:
    try:
        return int(file.getexif().get(ORIENTATION, 1))
    except Exception:  # Exif that cannot be read says nothing; the pixels may be sound
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """The pixels with 8 bits a channel: L, RGB, RGBA or CMYK. No copy where they are so: it takes memory."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data and image.mode != "RGBA":
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in COLOUR_SPACES else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours of a profile as those that a browser assumes where a picture has none (IEC 61966-2-1)."""
    if profile and len(profile) <= MOST_PROFILE_BYTES:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if source.profile.xcolor_space.strip() == COLOUR_SPACES[image.mode]:
                mode = "RGBA" if image.mode == "RGBA" else "RGB"
                turned = ImageCms.profileToProfile(
                    image, source, ImageCms.createProfile("sRGB"), outputMode=mode
                )
                return turned or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile says nothing; the pixels may be sound
    return image.convert("RGB") if image.mode == "CMYK" else image


def _without_hidden_colours(image: Image.Image) -> Image.Image:
    """Without transparency that nothing shows through, and without colours below full transparency.

    What somebody made transparent is still there otherwise, and seen when the transparency is taken off.
    """
    if image.mode != "RGBA":
        return image
    if image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    covered = image.getchannel("A").point(lambda alpha: 255 if alpha == 0 else 0)
    image.paste((0, 0, 0, 0), mask=covered)
    return image


THUMBNAIL_SIDE = 16
"""Pixels, whatever the proportions of the picture."""


def thumbnail(image: Image.Image) -> bytes:
    """A picture in a few hundred bytes, by which it is known again in another size, format or quality.

    Red, green and blue of each pixel, row by row. What is transparent is white, as on the page.
    """
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=image.getchannel("A"))
        image = white
    small = image.convert("RGB").resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BOX)
    return small.tobytes()
