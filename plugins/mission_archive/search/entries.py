"""From a record to its entries in the index: a pure function of the record, so that only what changes is made anew."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from urllib.parse import unquote

from mission_archive.model.searching import ADDRESS, Phrase, SearchDocument
from mission_archive.search.coding import CODED, coded, letters
from mission_archive.search.words import (
    STOP_WORDS,
    capitals,
    chunks,
    compounds,
    fold,
    left_out,
    spelt,
    term_of,
    tokens,
)

PLACE = 8
"""A place is the number of its word times this, and from 1 to 7 for the words left out before it, if there are any."""
GAP = 8 * PLACE
"""Places left out between two texts, so that nothing is near that is not in one text."""

Said = str | bytes | frozenset[str]
"""A term; or of a word that is left out its line in `LEFT_OUT`; or terms that have no place of their own."""

ALONE = CODED[::2]
"""The only place of a term, as it is written."""
LEFT_OUT = tuple(bytes(left_out(before, number) for before in range(PLACE)) for number in range(PLACE))
"""By the number of a word that is left out: what is left out then, by what was before it."""
MARK = "@"
"""Begins the terms that are not words: those of facets, days, addresses."""


@dataclass(frozen=True, slots=True)
class Entries:
    """How a record says terms: how much each counts (`weights`), and at which places of its texts it stands, if any.

    A weight is 0 for a word once in a text, 1 more often or beside the text; 2 for one without a place, as in
    the name of a term, 3 if the text says it too; 4 in a summary, 5 if elsewhere too; 6 in a title, 7 if elsewhere too.
    `WEIGHT_WORTH` in `overrides/assets/search/engine.js` says what each is worth.
    """

    weights: Mapping[str, int]
    places: Mapping[str, bytes]


class Known(dict[str, Said | tuple[Said, ...]]):
    """What stands between two blanks of a text of a language → what it says, alone or in a tuple.

    Most say one thing. To look into a tuple for each would take longer than all that is done with it.
    """

    def __init__(self, language: str, spellings: dict[str, set[str]], letters: dict[str, str]) -> None:
        super().__init__()
        self._language, self._spellings, self._letters = language, spellings, letters
        self._terms: dict[str, Said] = {}

    def __missing__(self, chunk: str) -> Said | tuple[Said, ...]:
        folded = fold(chunk)
        plain = tokens(folded)
        if not chunk.isascii() and folded != (small := chunk.lower()):
            written = tokens(unicodedata.normalize("NFC", small))
            if len(plain) == len(written):
                self._letters.update(zip(map(spelt, plain), map(spelt, written), strict=True))
        said = [self._terms.get(token) or self._said(token) for token in plain]
        wholes = [self._terms.get(token) or self._said(token) for token in compounds(folded)]
        unplaced = frozenset((*capitals(chunk), *(term for term in wholes if isinstance(term, str))))
        every = (*said, unplaced) if unplaced else said
        self[chunk] = every[0] if len(every) == 1 else tuple(every)
        return self[chunk]

    def _said(self, token: str) -> Said:
        word = spelt(token)
        term = term_of(word, self._language)
        if term and self._language != ADDRESS:
            self._spellings.setdefault(term, set()).add(token if "-" in token else word)
        said = self._terms[token] = term or LEFT_OUT[STOP_WORDS.get(token, 0)]
        return said


class Lexicon:
    """The words met so far. What they say is kept, since most stand in many records."""

    def __init__(self, abbreviations: Iterable[Iterable[Phrase]] = ()) -> None:
        self.spellings: dict[str, set[str]] = {}
        """Term → the words that it stands for, with their hyphens."""
        self.letters: dict[str, str] = {}
        """Such a word → the same with the letters and marks that a text has, where they are others."""
        self._known: dict[str, Known] = {}
        self.abbreviations = [
            [words for name in names if (words := self.terms(*name))] for names in abbreviations
        ]
        """The names that stand for each other, in short and in full, as their terms."""

    def said(self, language: str | None, text: str) -> Iterator[Said]:
        """What the words of a text say; those of an unknown language are known as Russian ones."""
        code = language or "ru"
        if code not in self._known:
            self._known[code] = Known(code, self.spellings, self.letters)
        for said in map(self._known[code].__getitem__, chunks(text)):
            if isinstance(said, tuple):
                yield from said
            else:
                yield said

    def terms(self, language: str | None, text: str) -> list[str]:
        """The terms of the words of a text, one after another."""
        return [said for said in self.said(language, text) if isinstance(said, str)]


def entries(document: SearchDocument, lexicon: Lexicon) -> Entries:
    """The entries of one record; the lexicon keeps what its words are known by."""
    first: dict[str, int] = {}
    further: dict[str, list[int]] = {}
    titles: set[Said] = set()
    summaries: set[Said] = set()
    beside: set[Said] = set()
    unplaced: set[str] = set()
    fields: list[tuple[str | None, str, set[Said] | None]] = [
        *((language, text, field) for language, *texts in document.texts
          for text, field in zip(texts, (titles, summaries, None), strict=True)),
        *((language, text, beside) for language, text in document.facts),
    ]  # fmt: skip
    place = 0
    for language, text, field in fields:
        every: Iterable[Said] = lexicon.said(language, text)
        if field is not None:
            field.update(every := [*every])
        for said in every:
            if isinstance(said, str):
                if said in first:
                    further.setdefault(said, []).append(place)
                else:
                    first[said] = place
                place = (place | PLACE - 1) + 1
            elif isinstance(said, bytes):
                place = place & -PLACE | said[place % PLACE]
            else:
                unplaced |= said
        place = (place & -PLACE) + GAP
    for names in lexicon.abbreviations:
        if any(stands(name, first, further) for name in names):
            unplaced.update(*names)
    weights = dict.fromkeys(first, 0)
    weights.update(dict.fromkeys(chain(further, first.keys() & beside), 1))
    weights.update((term, 3 if term in first else 2) for term in unplaced)
    weights.update(
        (term, 5 if term in beside or term in unplaced else 4) for term in first.keys() & summaries
    )
    weights.update((term, 7 if term in further or term in unplaced else 6) for term in first.keys() & titles)
    weights.update((MARK + mark, 0) for mark in marks(document))
    only = ALONE.__getitem__ if place < len(ALONE) else lambda where: letters(where * 2)
    places = dict(zip(first, map(only, first.values()), strict=True))
    places.update((term, written((first[term], *rest))) for term, rest in further.items())
    return Entries(weights, places)


def stands(words: Sequence[str], first: Mapping[str, int], further: Mapping[str, Sequence[int]]) -> bool:
    """Whether words stand one after another anywhere."""
    if not first.keys() >= {*words}:
        return False
    starts = [
        {place // PLACE - step for place in (first[word], *further.get(word, ()))}
        for step, word in enumerate(words)
    ]
    return bool(set.intersection(*starts))


def written(places: Sequence[int]) -> bytes:
    """The places of a term in a record: the distance of each from the one before, twice, and 1 more after the first."""
    return coded([places[0] * 2, *((place - before) * 2 - 1 for before, place in pairwise(places))])


def marks(document: SearchDocument) -> Iterator[str]:
    """What leads to a record and is not a word."""
    return chain(document.terms, document.days, map(address_key, document.addresses))


def address_key(address: str) -> str:
    """An address as it is looked for, whichever way it is written: a short digest (FNV-1a)."""
    plain = unquote(address).casefold().partition("#")[0].removeprefix("https://").removeprefix("http://")
    plain = plain.removeprefix("www.").removesuffix("/")
    digest = 0x811C9DC5
    for byte in plain.encode():
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"={digest:08x}"
