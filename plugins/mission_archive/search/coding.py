"""Numbers as text: files of the index are scripts, and compression makes of letters as little as of bytes."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

LAST, FURTHER = 56, 34
END, BEFORE_END = ord("#"), ord("]")
"""A number ends with one of the letters from `END` on; those before it are of those from `BEFORE_END` on. None is a
quotation mark or a backslash."""
MOST_LETTERS = 8
LONGER = np.cumsum([LAST * FURTHER**further for further in range(MOST_LETTERS)])
"""The least numbers that need two letters, three, and so on."""


def coded(numbers: Numbers, ends: Iterable[int]) -> list[str]:
    """Numbers one after another, each of which ends where its letters say; cut into a text up to each of `ends`."""
    lengths = np.searchsorted(LONGER, numbers, "right") + 1
    stops = np.concatenate(([0], np.cumsum(lengths)))
    text = np.empty(stops[-1], np.uint8)
    at = stops[1:] - 1
    text[at] = END + numbers % LAST
    rest = numbers // LAST
    while len(longer := np.flatnonzero(rest)):
        at, rest = at[longer] - 1, rest[longer] - 1
        text[at] = BEFORE_END + rest % FURTHER
        rest //= FURTHER
    whole = text.tobytes().decode("ascii")
    return [whole[start:stop] for start, stop in pairwise([0, *stops[[*ends]].tolist()])]
