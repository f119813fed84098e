"""From records to their entries in the index: of each a pure function of the record, so that only what changes is made
anew."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote
from zlib import crc32

import numpy as np

from mission_archive.model.searching import SearchDocument
from mission_archive.search.coding import Numbers
from mission_archive.search.lexicon import END, UNKNOWN, Lexicon

IN_TITLE, IN_SUMMARY, IN_TEXT, BESIDE, MARKED = 1, 2, 0, 4, 8
"""The kinds of texts. What is `MARKED` is not a word."""
MARK = "@"
"""Begins the terms that are not words: those of facets, days, addresses."""


class Entries(NamedTuple):
    """What some records say: the codes of their texts (`Lexicon.codes`), then those of what is not a word, as -1 times
    their numbers; and of each code the kind of its text and the number of its record."""

    codes: Numbers
    kinds: Numbers
    records: Numbers


def entries(documents: Sequence[SearchDocument], lexicon: Lexicon, first: int = 0) -> Entries:
    """The entries of some records, of which the first has this number, in the order of the records; the lexicon keeps
    what their words are known by."""
    said = [
        (language, text, kind, record)
        for record, document in enumerate(documents, first)
        for language, text, kind in texts(document)
    ]
    codes = lexicon.codes([(language, text) for language, text, *_ in said])
    lengths = np.diff(np.flatnonzero(codes == END), prepend=-1)
    about = np.array([(kind, record) for *_, kind, record in said], np.int64).reshape(-1, 2)
    kinds, records = np.repeat(about, lengths, axis=0).T
    marked = [
        (-lexicon.numbers[MARK + mark], MARKED, record)
        for record, document in enumerate(documents, first)
        for mark in marks(document)
    ]
    more = np.array(marked, np.int64).reshape(-1, 3).T
    return Entries(*map(np.append, (codes, kinds, records), more))


def texts(document: SearchDocument) -> Iterator[tuple[str, str, int]]:
    """The texts of a record: language, text and kind of each."""
    for language, *its in document.texts:
        for text, kind in zip(its, (IN_TITLE, IN_SUMMARY, IN_TEXT), strict=True):
            yield language, text, kind
    for code, fact in document.facts:
        yield code or UNKNOWN, fact, BESIDE


def marks(document: SearchDocument) -> Iterator[str]:
    """What leads to a record and is not a word."""
    return chain(document.terms, document.days, map(address_key, document.addresses))


def address_key(address: str) -> str:
    """An address as it is looked for, whichever way it is written: a short digest (CRC-32)."""
    plain = unquote(address).casefold().partition("#")[0].removeprefix("https://").removeprefix("http://")
    plain = plain.removeprefix("www.").removesuffix("/")
    return f"={crc32(plain.encode()):08x}"
