"""Numbers as text: files of the index are scripts, and compression makes of letters as little as of bytes."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\<')
LAST, FURTHER = 64, len(LETTERS) - 64
"""A number ends with one of the first letters; those before it are among the others."""
KEPT = 1 << 15


def letters(number: int) -> bytes:
    """One number."""
    number, rest = divmod(number, LAST)
    text = LETTERS[rest]
    while number:
        number, rest = divmod(number - 1, FURTHER)
        text = LETTERS[LAST + rest] + text
    return text.encode()


CODED = tuple(map(letters, range(KEPT)))


def coded(numbers: Sequence[int]) -> bytes:
    """Numbers one after another, each of which ends where its letters say."""
    try:
        return b"".join(map(CODED.__getitem__, numbers))
    except IndexError:
        return b"".join(map(letters, numbers))
