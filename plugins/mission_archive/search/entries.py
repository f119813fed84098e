"""From a record to its entries in the index: a pure function of the record, so that only what changes is made anew."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from mission_archive.model.searching import ADDRESS, Phrase, SearchDocument
from mission_archive.search.coding import CODED, KEPT, coded
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

Said = str | int | tuple[str, ...]
"""A term; or of a word that is left out its number (`STOP_WORDS`); or terms that have no place of their own."""

MOST_CODED = KEPT // 2
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


class Known(dict[str, tuple[Said, ...]]):
    """What stands between two blanks of a text of a language → what it says."""

    def __init__(self, language: str, spellings: dict[str, set[str]], letters: dict[str, str]) -> None:
        super().__init__()
        self._language, self._spellings, self._letters = language, spellings, letters
        self._terms: dict[str, Said] = {}

    def __missing__(self, chunk: str) -> tuple[Said, ...]:
        folded = fold(chunk)
        if folded != (small := chunk.lower()):
            plain, written = tokens(folded), tokens(unicodedata.normalize("NFC", small))
            if len(plain) == len(written):
                self._letters.update(zip(map(spelt, plain), map(spelt, written), strict=True))
        said = [self._said(token) for token in tokens(folded)]
        wholes = [self._said(token) for token in compounds(folded)]
        unplaced = (*capitals(chunk), *(term for term in wholes if isinstance(term, str)))
        found = self[chunk] = (*said, unplaced) if unplaced else tuple(said)
        return found

    def _said(self, token: str) -> Said:
        if token not in self._terms:
            word = spelt(token)
            term = term_of(word, self._language)
            if term and self._language != ADDRESS:
                self._spellings.setdefault(term, set()).add(token if "-" in token else word)
            self._terms[token] = term or STOP_WORDS.get(token, 0)
        return self._terms[token]


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
        known = self._known.setdefault(code, Known(code, self.spellings, self.letters))
        return chain.from_iterable(map(known.__getitem__, chunks(text)))

    def terms(self, language: str | None, text: str) -> list[str]:
        """The terms of the words of a text, one after another."""
        return [said for said in self.said(language, text) if isinstance(said, str)]


def entries(document: SearchDocument, lexicon: Lexicon) -> Entries:
    """The entries of one record; the lexicon keeps what its words are known by."""
    places: dict[str, list[int]] = {}
    title: dict[str, list[int]] = {}
    summary: dict[str, list[int]] = {}
    beside: dict[str, list[int]] = {}
    unplaced: set[str] = set()
    place = 0
    fields = [
        *((language, text, found) for language, *texts in document.texts
          for text, found in zip(texts, (title, summary, places), strict=True)),
        *((language, text, beside) for language, text in document.facts),
    ]  # fmt: skip
    for language, text, found in fields:
        before = 0
        for said in lexicon.said(language, text):
            if isinstance(said, str):
                if said in found:
                    found[said].append(place + before)
                else:
                    found[said] = [place + before]
                place += PLACE
                before = 0
            elif isinstance(said, int):
                before = left_out(before, said)
            else:
                unplaced.update(said)
        place += GAP
    for field in (title, summary, beside):
        for term, where in field.items():
            places[term] = sorted((*places[term], *where)) if term in places else where
    for names in lexicon.abbreviations:
        if any(stands(name, places) for name in names):
            unplaced.update(*names)
    weights = {term: 1 if len(where) > 1 else 0 for term, where in places.items()}
    weights.update(dict.fromkeys(beside, 1))
    weights.update((term, 3 if term in places else 2) for term in unplaced)
    weights.update((term, 5 if term in beside or term in unplaced else 4) for term in summary)
    weights.update((term, 7 if len(places[term]) > 1 or term in unplaced else 6) for term in title)
    marks = chain(document.terms, document.days, map(address_key, document.addresses))
    weights.update((MARK + mark, 0) for mark in marks)
    return Entries(
        weights,
        {
            term: CODED[where[0] * 2] if len(where) == 1 and where[0] < MOST_CODED else written(where)
            for term, where in places.items()
        },
    )


def stands(words: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Whether words stand one after another anywhere."""
    starts = [{place // PLACE - step for place in places.get(word, ())} for step, word in enumerate(words)]
    return bool(set.intersection(*starts))


def written(places: Sequence[int]) -> bytes:
    """The places of a term in a record: the distance of each from the one before, twice, and 1 more after the first."""
    first, *rest = places
    steps = [(place - before) * 2 - 1 for before, place in zip(places, rest, strict=False)]
    return coded([first * 2, *steps])


def address_key(address: str) -> str:
    """An address as it is looked for, whichever way it is written: a short digest (FNV-1a)."""
    plain = unquote(address).casefold().partition("#")[0].removeprefix("https://").removeprefix("http://")
    plain = plain.removeprefix("www.").removesuffix("/")
    digest = 0x811C9DC5
    for byte in plain.encode():
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"={digest:08x}"
