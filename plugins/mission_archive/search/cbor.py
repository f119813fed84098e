"""As much of CBOR (RFC 8949) as Pagefind's files need: heads of items, texts, and arrays of known length."""

from __future__ import annotations

import io

KIND_NUMBER, KIND_NEGATIVE, KIND_TEXT, KIND_ARRAY = 0, 1, 3, 4
FOLLOWING_BYTES = {24: 1, 25: 2, 26: 4, 27: 8}


class UnknownForm(Exception):
    """A file is not in the form that we know: another version of Pagefind, perhaps."""


def head(source: io.BytesIO, kind: int) -> int:
    """The number in the head of the next item. Raises UnknownForm if it is not of this kind."""
    found, value = any_head(source)
    if found != kind:
        raise UnknownForm(f"before byte {source.tell()} there is no item of kind {kind}")
    return value


def any_head(source: io.BytesIO) -> tuple[int, int]:
    """The kind of the next item, and the number in its head."""
    first = source.read(1)
    if not first:
        raise UnknownForm(f"it ends at byte {source.tell()}")
    value = first[0] & 31
    if value < 24:
        return first[0] >> 5, value
    if value not in FOLLOWING_BYTES:
        raise UnknownForm(f"at byte {source.tell()} a length is not given")
    return first[0] >> 5, int.from_bytes(source.read(FOLLOWING_BYTES[value]), "big")


def text(source: io.BytesIO) -> bytes:
    return source.read(head(source, KIND_TEXT))


def skip(source: io.BytesIO) -> None:
    """Go past the next item, a number, a text or an array, with all that is in it."""
    kind, value = any_head(source)
    if kind == KIND_TEXT:
        source.seek(value, io.SEEK_CUR)
    elif kind == KIND_ARRAY:
        for _ in range(value):
            skip(source)
    elif kind not in (KIND_NUMBER, KIND_NEGATIVE):
        raise UnknownForm(f"before byte {source.tell()} there is an item of kind {kind}")


def written(kind: int, value: int) -> bytes:
    """The head of an item, which is all there is of a number."""
    if value < 24:
        return bytes([kind << 5 | value])
    for code, size in FOLLOWING_BYTES.items():
        if value < 1 << 8 * size:
            return bytes([kind << 5 | code]) + value.to_bytes(size, "big")
    raise ValueError(f"{value} has no place in CBOR")


def written_text(text: bytes) -> bytes:
    return written(KIND_TEXT, len(text)) + text


def written_numbers(numbers: list[int]) -> bytes:
    """An array of numbers, some of which may be negative."""
    items = (
        written(KIND_NUMBER, number) if number >= 0 else written(KIND_NEGATIVE, -1 - number)
        for number in numbers
    )
    return written(KIND_ARRAY, len(numbers)) + b"".join(items)


def numbers(source: io.BytesIO) -> list[int]:
    """An array of numbers."""
    found = []
    for _ in range(head(source, KIND_ARRAY)):
        kind, value = any_head(source)
        if kind not in (KIND_NUMBER, KIND_NEGATIVE):
            raise UnknownForm(f"before byte {source.tell()} there is no number")
        found.append(value if kind == KIND_NUMBER else -1 - value)
    return found
