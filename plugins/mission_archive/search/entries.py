"""From a record to its entries in the index: a pure function of the record, so that only what changes is made anew."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from urllib.parse import unquote
from zlib import crc32

from mission_archive.model.searching import SearchDocument
from mission_archive.search.lexicon import END, UNKNOWN, Lexicon

IN_TITLE, IN_SUMMARY, IN_TEXT, BESIDE, MARKED = 1, 2, 0, 4, 8
"""The kinds of texts. What is `MARKED` is not a word."""
MARK = "@"
"""Begins the terms that are not words: those of facets, days, addresses."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a record says: the codes of its texts, one after another (`Lexicon.codes`), and the kind of each text."""

    codes: Sequence[int]
    kinds: bytes


def entries(document: SearchDocument, lexicon: Lexicon) -> Entries:
    """The entries of one record; the lexicon keeps what its words are known by."""
    said: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for language, *texts in document.texts:
        said[language] += zip(texts, (IN_TITLE, IN_SUMMARY, IN_TEXT), strict=True)
    for code, fact in document.facts:
        said[code or UNKNOWN].append((fact, BESIDE))
    codes, kinds = array("i"), bytearray()
    for language, its in said.items():
        codes.extend(lexicon.codes(language, *map(itemgetter(0), its)))
        kinds += bytes(map(itemgetter(1), its))
    marks = chain(document.terms, document.days, map(address_key, document.addresses))
    codes.extend(-lexicon.numbers[MARK + mark] for mark in marks)
    codes.append(END)
    kinds.append(MARKED)
    return Entries(codes, bytes(kinds))


def address_key(address: str) -> str:
    """An address as it is looked for, whichever way it is written: a short digest (CRC-32)."""
    plain = unquote(address).casefold().partition("#")[0].removeprefix("https://").removeprefix("http://")
    plain = plain.removeprefix("www.").removesuffix("/")
    return f"={crc32(plain.encode()):08x}"
