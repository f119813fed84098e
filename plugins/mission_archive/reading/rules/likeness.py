"""Whether two thumbnails are of one picture, saved twice: in another size, format or quality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isqrt, sqrt
from operator import sub

MOST_DIFFERENCE = 0.05
"""Between two thumbnails of one picture, as a part of its contrast.

Saving a photo again, with a third of the quality or in half the size, makes up to 0.05 where there is much to be seen
in it. Cutting off two hundredths of its sides makes 0.05 to 0.5. Two photos that a pair of lenses takes in one instant
differ by 0.38, and others by 0.7 and more.
"""

ROW = 48
"""Bytes that are compared at once."""

LEAST_CONTRAST = 4.0
"""Of 255. With less there is nothing to be seen, and all such pictures look alike."""


class Likenesses:
    """Pictures that are known by their thumbnails, each with a name, also when they are turned or mirrored."""

    def __init__(self, thumbnails: Iterable[tuple[str, bytes]]) -> None:
        self._known = [
            (name, thumbnail, _mean(thumbnail), contrast)
            for thumbnail, name in {
                turned: name for name, thumbnail in thumbnails for turned in _turned(thumbnail)
            }.items()
            if (contrast := _contrast(thumbnail)) >= LEAST_CONTRAST
        ]

    def same(self, thumbnail: bytes) -> str | None:
        """The name of the picture that this is a thumbnail of."""
        mean = _mean(thumbnail) if self._known else 0.0
        for name, known, known_mean, contrast in self._known:
            most = MOST_DIFFERENCE * contrast
            # The means differ no more than the pictures; comparing them is far quicker.
            if abs(mean - known_mean) <= most and _is_near(thumbnail, known, most):
                return name
        return None


def _is_near(one: bytes, other: bytes, most: float) -> bool:
    """Whether two thumbnails differ by no more than so many shades in the mean. Most are told apart by a few rows."""
    left = most * len(one)
    for start in range(0, len(one), ROW):
        end = start + ROW
        left -= sum(map(abs, map(sub, one[start:end], other[start:end])))
        if left < 0:
            return False
    return True


def _turned(thumbnail: bytes) -> Iterator[bytes]:
    """A thumbnail and what it is turned by each quarter and mirrored."""
    pixels = [thumbnail[start : start + 3] for start in range(0, len(thumbnail), 3)]
    side = isqrt(len(pixels))
    rows = [pixels[start : start + side] for start in range(0, len(pixels), side)]
    for _ in range(4):
        rows = [list(row) for row in zip(*rows[::-1], strict=True)]
        yield b"".join(pixel for row in rows for pixel in row)
        yield b"".join(pixel for row in rows for pixel in row[::-1])


def _mean(shades: bytes) -> float:
    return sum(shades) / len(shades)


def _contrast(thumbnail: bytes) -> float:
    """The standard deviation of the shades of a colour; the mean of the three colours."""
    return sum(_deviation(thumbnail[colour::3]) for colour in range(3)) / 3


def _deviation(shades: bytes) -> float:
    return sqrt(max(0.0, sum(shade * shade for shade in shades) / len(shades) - _mean(shades) ** 2))
