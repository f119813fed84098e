"""From pixels to files: the widths a picture is published in, and its bytes in each format."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from mission_archive.media.decoding import Decoded, fitted


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pictures are made. Whatever changes the files must change this, or `version`: addresses hang on it.

    `widths` in pixels, narrowest first; `most_height` in pixels. Qualities run from 1 to 100.
    """

    widths: tuple[int, ...] = (480, 960, 1600)
    most_height: int = 3200
    webp_quality: int = 76
    webp_effort: int = 4
    jpeg_quality: int = 78
    full_quality: int = 90
    version: int = 1


RECIPE = Recipe()

MOST_WEBP_SIDE = 16_383
"""Pixels that the format holds (RFC 9649)."""

NEAR = 0.9
"""A width is left out if the widest is nearer to it than this: nobody would see the difference."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One file: its bytes, its ending (with the dot), its sides in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def widths_of(widest: int) -> tuple[int, ...]:
    """The widths of a picture that is `widest` at most: nothing is enlarged."""
    return (*(width for width in RECIPE.widths if width < widest * NEAR), widest)


def encode_all(decoded: Decoded) -> list[Encoded]:
    """A picture in all widths, each in WebP and in JPEG or, for drawings and transparent pictures, PNG."""
    is_drawing = decoded.has_few_colours and is_lossless_better(decoded.image)
    files: list[Encoded] = []
    weight = 0
    for width in reversed(widths_of(decoded.image.width)):
        image = decoded.image
        if width < image.width:
            size = fitted(image.size, (width, image.height))
            image = image.resize(size, Image.Resampling.LANCZOS)
        webp = _webp(image, is_lossless=is_drawing)
        if weight and len(webp.data) >= weight:
            break  # lines that were sharp have become shades: smaller drawings may weigh more
        weight = len(webp.data)
        files += [webp, _fallback(image, RECIPE.jpeg_quality, is_lossless=is_drawing)]
    return files


def is_lossless_better(image: Image.Image) -> bool:
    """Whether a picture of few colours is a drawing: a photograph in few colours weighs far more without loss."""
    if max(image.size) > MOST_WEBP_SIDE:
        image = image.resize(fitted(image.size, (MOST_WEBP_SIDE, MOST_WEBP_SIDE)), Image.Resampling.NEAREST)
    lossless, lossy = (len(_webp(image, is_lossless=is_lossless).data) for is_lossless in (True, False))
    return lossless <= 2 * lossy


def encode_full(decoded: Decoded) -> Encoded:
    """A picture in the size it has, for those who download it."""
    is_drawing = decoded.has_few_colours and is_lossless_better(decoded.image)
    return _fallback(decoded.image, RECIPE.full_quality, is_lossless=is_drawing)


def _webp(image: Image.Image, *, is_lossless: bool) -> Encoded:
    file = BytesIO()
    quality, effort = RECIPE.webp_quality, RECIPE.webp_effort
    image.save(file, "WEBP", lossless=is_lossless, quality=quality, method=effort, exact=False)
    return Encoded(file.getvalue(), ".webp", *image.size)


def _fallback(image: Image.Image, quality: int, *, is_lossless: bool) -> Encoded:
    file = BytesIO()
    if is_lossless or image.mode == "RGBA":
        image.save(file, "PNG", optimize=True)
        return Encoded(file.getvalue(), ".png", *image.size)
    image.save(file, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
    return Encoded(file.getvalue(), ".jpg", *image.size)
