"""The map of a share picture: the outline of a country, and a dot for each place."""

from functools import lru_cache

from PIL import Image, ImageDraw

from mission_archive.rendering.maps.atlas import Locator
from mission_archive.rendering.maps.outlines import Outline

SCALE = 1.2
"""Pixels of a unit of a small outline."""
FINER = 4
"""Pillow draws hard edges, so lines are drawn so many times as large."""
LINE, LINE_SHADE = 2, 130
DOT, HALO = 8, 11
"""Radiuses of a dot and of the paper around it, which parts it from lines and other dots."""


def size_of(outline: Outline) -> tuple[int, int]:
    """The width and height of a map in pixels."""
    return round(outline.width * SCALE), round(outline.height * SCALE)


def drawn(locator: Locator) -> Image.Image:
    """The map in shades of grey, 0 for paper. No dot lies beyond its edge."""
    image = _country(locator.outline).copy()
    wide, high = image.size
    for x, y in locator.spots:
        left = round(min(max(x * SCALE - HALO, 0), wide - 2 * HALO))
        top = round(min(max(y * SCALE - HALO, 0), high - 2 * HALO))
        image.paste(0, (left, top), _disc(HALO))
        image.paste(255, (left + HALO - DOT, top + HALO - DOT), _disc(DOT))
    return image


@lru_cache(maxsize=32)
def _country(outline: Outline) -> Image.Image:
    """The outline, the same in many pictures."""
    wide, high = size_of(outline)
    image = Image.new("L", (wide * FINER, high * FINER), 0)
    draw = ImageDraw.Draw(image)
    for line in outline.lines():
        points = [(x * SCALE * FINER, y * SCALE * FINER) for x, y in line]
        draw.line(points, LINE_SHADE, LINE * FINER, joint="curve")
    return image.reduce(FINER)


@lru_cache(maxsize=2)
def _disc(radius: int) -> Image.Image:
    side = 2 * radius * FINER
    image = Image.new("L", (side, side), 0)
    ImageDraw.Draw(image).ellipse((0, 0, side - 1, side - 1), 255)
    return image.reduce(FINER)
