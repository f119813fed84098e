"""A picture in a few hundred bytes, by which it is known again in another size, format or quality."""

from __future__ import annotations

from PIL import Image

SIDE = 16
"""Pixels, whatever the proportions of the picture."""


def thumbnail(image: Image.Image) -> bytes:
    """Red, green and blue of SIDE × SIDE pixels, row by row. What is transparent is white, as on the page."""
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=image.getchannel("A"))
        image = white
    return image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
