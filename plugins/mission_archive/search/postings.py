"""Pagefind's `pf_index`, the lists of the records in which each word stands, made smaller and cut anew.

More than half of a list says at which places of a text the word stands, which is for phrases in quotes and for
excerpts, and we use neither. What counts for the order of results is how often a word stands in a record, and in which
of its fields. So its places are replaced by the same few in every record, as many as it stands there, up to `COUNTED`:
bytes that are alike all but vanish when they are compressed. They are the word's own, for Pagefind takes two words at
one place for parts of one.

The lists are cut into files of much the same size, where neighbours have little in common if that can be had: a search
for the beginning of words must load every file that holds one.

A file is CBOR after a signature, gzipped: an array of an array of words, each an array of the word, its pages, and its
pages in other spellings, which a folded text has none of. A page is an array of its distance from the page before, its
places in the text, and those in the fields. A negative number among places says of what kind those are that follow: of
which weight in the text, of which field in the fields.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mission_archive.search.cbor import (
    KIND_ARRAY,
    UnknownForm,
    head,
    numbers,
    skip,
    text,
    written,
    written_numbers,
    written_text,
)

SIGNATURE = b"pagefind_dcd"
COUNTED = 3
"""How often a word may stand in a record until one more changes next to nothing."""

SIZE = 28_000
"""Bytes in a file before they are compressed to a fifth or so; the list of a frequent word alone may be longer."""

NUMBER = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
NUMBERS = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)" + NUMBER + b"*"
RE_PAGE = re.compile(b"\x83(" + NUMBER + b")(" + NUMBERS + NUMBERS + b")", re.DOTALL)
RE_PAGES = re.compile(b"(?:\x83" + NUMBER + NUMBERS + NUMBERS + b")*", re.DOTALL)
PLACES_OF_A_WORD = COUNTED + 1
LAST = "\U0010ffff"
"""After every letter."""
DIFFERENT_PLACES = 1 << 8
"""Places stay short: two bytes. Where two words of a query share theirs, both count a little more than they should."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and the item that tells all of it."""

    name: str
    item: bytes


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file of the index: the first and the last of its words, and what is written."""

    first: str
    last: str
    data: bytes


def made_smaller(files: Iterable[bytes]) -> list[WordFile]:
    """The files of an index, given in the order of their words, as we want them.

    Raises UnknownForm if one is not in the form described above.
    """
    return [WordFile(words[0].name, words[-1].name, _file(words)) for words in _cut(_smaller_words(files))]


def _file(words: Sequence[Word]) -> bytes:
    items = [
        SIGNATURE,
        written(KIND_ARRAY, 1),
        written(KIND_ARRAY, len(words)),
        *(word.item for word in words),
    ]
    return gzip.compress(b"".join(items), 9, mtime=0)


def _smaller_words(files: Iterable[bytes]) -> Iterator[Word]:
    shapes = _Shapes()
    number = 0
    before = None
    for compressed in files:
        data = gzip.decompress(compressed)
        if not data.startswith(SIGNATURE):
            raise UnknownForm("its signature is missing")
        source = io.BytesIO(data)
        source.seek(len(SIGNATURE))
        if head(source, KIND_ARRAY) != 1:
            raise UnknownForm("it has more than words")
        for _ in range(head(source, KIND_ARRAY)):
            number += 1
            word = _smaller_word(source, data, number * PLACES_OF_A_WORD % DIFFERENT_PLACES, shapes)
            if before is not None and word.name <= before:
                raise UnknownForm(f"the word {word.name} is not in its place")
            before = word.name
            yield word


def _smaller_word(source: io.BytesIO, data: bytes, place: int, shapes: _Shapes) -> Word:
    if head(source, KIND_ARRAY) != 3:
        raise UnknownForm("a word has not three facts")
    name = text(source)
    count = head(source, KIND_ARRAY)
    start = source.tell()
    found = RE_PAGES.match(data, start)
    assert found is not None  # no page is a match, too
    source.seek(found.end())
    made: dict[tuple[int, bytes], bytes] = {}

    def smaller(page: re.Match[bytes]) -> bytes:
        shape = shapes[page[2]]
        places = made.get(shape)
        if places is None:
            times, fields = shape
            places = made[shape] = written_numbers([place, *[1] * (times - 1)][:times]) + fields
        return b"\x83" + page[1] + places

    pages, changed = RE_PAGE.subn(smaller, found[0])
    if changed != count:
        raise UnknownForm(f"the word {name.decode(errors='replace')} has {changed} pages instead of {count}")
    variants = source.tell()
    skip(source)
    item = b"".join(
        [written(KIND_ARRAY, 3), written_text(name), written(KIND_ARRAY, count), pages,
         data[variants : source.tell()]]
    )  # fmt: skip
    return Word(name.decode(), item)


class _Shapes(dict[bytes, tuple[int, bytes]]):
    """Places in text and fields as they are written → how often the word stands there, and its fields as we write them.

    Kept once told, for the same few places come again in record after record.
    """

    def __missing__(self, places: bytes) -> tuple[int, bytes]:
        source = io.BytesIO(places)
        in_text, in_fields = numbers(source), numbers(source)
        times = min(sum(number >= 0 for number in in_text), COUNTED)
        fields = [part for number in in_fields if number < 0 for part in (number, 0)]
        self[places] = (times, written_numbers(fields))
        return self[places]


def _cut(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words in files: from half of SIZE on, cut where neighbours have the shortest beginning in common."""
    pile: list[Word] = []
    size = 0
    for word in words:
        pile.append(word)
        size += len(word.item)
        if size > SIZE:
            end = _best_end(pile)
            yield pile[:end]
            pile = pile[end:]
            size = sum(len(word.item) for word in pile)
    while pile:
        end = len(pile) if size <= SIZE else _best_end(pile)
        yield pile[:end]
        pile = pile[end:]
        size = sum(len(word.item) for word in pile)


def _best_end(pile: list[Word]) -> int:
    """How many of the words go into one file; the last of them need not fit."""
    size = 0
    best, shortest = len(pile), 1 << 30
    for end in range(1, len(pile)):
        size += len(pile[end - 1].item)
        if size >= SIZE / 2:
            common = len(common_beginning(pile[end - 1].name, pile[end].name))
            if common <= shortest:
                best, shortest = end, common
    return best


def bounds(files: Sequence[WordFile]) -> tuple[list[str], list[str]]:
    """Where the words of each file start and end: short texts, between which every word belongs into that file."""
    starts, ends = [""] if files else [], []
    for before, file in pairwise(files):
        common = common_beginning(before.last, file.first)
        ending = before.last[: len(common) + 1]
        ends.append(ending if ending == common else ending + LAST)
        starts.append(file.first[: len(common) + 1])
    return starts, [*ends, LAST][: len(files)]


def common_beginning(one: str, other: str) -> str:
    """The letters with which both words begin."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return one[:count]
