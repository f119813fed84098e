"""Texts cut at their blanks, many at once: what stands between two blanks is known by a number, so that equal ones are
found without being looked at one by one."""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mission_archive.search.coding import Numbers
from mission_archive.search.words import RE_SPACED

Keys = npt.NDArray[np.uint64]

IS_BLANK = np.array([*map(str.isspace, map(chr, range(0x3002)))])
"""Of each character whether it parts words; above the last one none does."""
BASE = 0x9E3779B97F4A7C15


class Chunks(NamedTuple):
    """Where each begins and ends in the text, and its key."""

    starts: Numbers
    ends: Numbers
    keys: Keys


def chunks(text: str) -> Chunks:
    """The parts of a text between blanks, in each of which whole words stand: `1 500` is one.

    The key of equal parts is the same, and of others not, unless by a chance of one in 2⁶⁴.
    """
    # With a blank before it, so that one can look at what stands before its first word.
    letters = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    bounds = np.flatnonzero(np.diff(IS_BLANK.take(letters, mode="clip")))
    starts, ends = bounds[::2] + 1, bounds[1::2] + 1
    is_number = letters - ord("0") < 10
    joints = np.array(
        [
            gap
            for gap in np.flatnonzero(is_number[ends[:-1] - 1] & is_number[starts[1:]]).tolist()
            if RE_SPACED.search(text[max(0, ends[gap] - 5) : starts[gap + 1] + 3])
        ],
        np.int64,
    )
    starts, ends = np.delete(starts, joints + 1), np.delete(ends, joints)
    # The sum of letters times powers of a number, which are different at each place, divided by the first one.
    powers, inverse = (_powers(base, len(letters).bit_length()) for base in (BASE, pow(BASE, -1, 1 << 64)))
    sums = np.cumsum(letters * powers[: len(letters)], dtype=np.uint64)
    keys = (sums[ends - 1] - sums[starts - 1]) * inverse[starts]
    return Chunks(starts - 1, ends - 1, keys)


@cache
def _powers(base: int, bits: int) -> Keys:
    """The powers of a number, from the 0th on, of which there are 2 to the power of `bits`."""
    powers = np.full(1 << bits, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
