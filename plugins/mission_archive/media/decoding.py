"""From the bytes of a photo to its pixels: upright, in sRGB, and with nothing else that the file held."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

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

from mission_archive.media.faults import PictureFault
from mission_archive.media.headers import CUT_OFF, Header, check_limits

# Not `Image.open`: it tries one format after another, and warns of large pictures by limits that all users share.
FORMATS: dict[str, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "WebP": WebPImagePlugin.WebPImageFile,
    "AVIF": AvifImagePlugin.AvifImageFile,
}

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


def decode(data: bytes, header: Header, most: tuple[int, int] | None = None) -> Decoded:
    """The first picture of a file, no larger than `most` (width, height, upright) and never enlarged.

    Raises PictureFault if the file is broken.
    """
    try:
        return _decode(data, header, most)
    except PictureFault:
        raise
    except Exception as error:  # whatever a decoder says of a file that somebody else made
        raise PictureFault(CUT_OFF) from error


def _decode(data: bytes, header: Header, most: tuple[int, int] | None) -> Decoded:
    file = FORMATS[header.kind](BytesIO(data))
    check_limits(Header(header.kind, *file.size))
    orientation = _orientation(file)
    is_animated = bool(getattr(file, "is_animated", False))
    lying = orientation in LYING
    upright = (file.height, file.width) if lying else file.size
    wanted = fitted(upright, most) if most else upright
    if header.kind == "JPEG" and most:
        # The decoder leaves out what a smaller picture does not need, which takes half the time.
        file.draft(None, (wanted[1], wanted[0]) if lying else wanted)
    file.load()
    profile = file.info.get("icc_profile")
    image = _plain(file)
    has_few_colours = header.kind != "JPEG" and image.getcolors(MOST_COLOURS_OF_DRAWING) is not None
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
