"""From a record to its entries in the index: a pure function of the record, so that only what changes is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from mission_archive.model.searching import Phrase, SearchDocument
from mission_archive.search.words import compounds, fold, spelt, terms, tokens

GAP = 8
"""Places left out between two texts, so that nothing is near that is not in one text."""

MARK = "@"
"""Begins the terms that are not words: those of facets, days, addresses."""


@dataclass(frozen=True, slots=True)
class Entries:
    """How a record says terms: how much each counts (`weights`), and at which places of its texts it stands, if any.

    A weight is 0 for a word that stands once in a text, 1 more often; 2 for a fact, 3 if the text says it too; 4 in a
    summary, 5 if it is a fact too; 6 in a title, 7 if it stands elsewhere too. `WEIGHT_WORTH` in
    `overrides/assets/search/engine.js` says what each is worth.
    """

    weights: Mapping[str, int]
    places: Mapping[str, Sequence[int]]


class Known(dict[str, tuple[str, ...]]):
    """Token of a language → its terms."""

    def __init__(self, language: str | None, spellings: dict[str, set[str]]) -> None:
        super().__init__()
        self._language, self._spellings = language, spellings

    def __missing__(self, token: str) -> tuple[str, ...]:
        word = spelt(token)
        found = self[token] = terms(word, self._language)
        for term in found:
            self._spellings.setdefault(term, set()).add(token if "-" in token else word)
        return found


class Lexicon:
    """The words met so far. What they say is kept, since most stand in many records."""

    def __init__(self) -> None:
        self.spellings: dict[str, set[str]] = {}
        """Term → the words that it stands for, with their hyphens."""
        self._known: dict[str | None, Known] = {}
        self._facts: dict[Phrase, frozenset[str]] = {}

    def of(self, language: str | None) -> Known:
        return self._known.setdefault(language, Known(language, self.spellings))

    def terms(self, fact: Phrase) -> frozenset[str]:
        """The terms of some words, wherever they stand."""
        if fact not in self._facts:
            known, text = self.of(fact[0]), fold(fact[1])
            self._facts[fact] = frozenset(
                chain.from_iterable(map(known.__getitem__, (*tokens(text), *compounds(text))))
            )
        return self._facts[fact]


def entries(document: SearchDocument, lexicon: Lexicon) -> Entries:
    """The entries of one record; the lexicon keeps what its words are known by."""
    places: dict[str, list[int]] = {}
    facts = set(chain.from_iterable(map(lexicon.terms, document.facts)))
    title: set[str] = set()
    summary: set[str] = set()
    fields = (title, summary, set[str]())
    place = 0
    for language, *texts in document.texts:
        known = lexicon.of(language)
        for field, text in zip(fields, map(fold, texts), strict=True):
            found: dict[str, list[int]] = {}
            for token in tokens(text):
                if token in found:
                    found[token].append(place)
                else:
                    found[token] = [place]
                place += 1
            place += GAP
            for token, where in found.items():
                for term in known[token]:
                    field.add(term)
                    places[term] = [*places[term], *where] if term in places else where
            for whole in compounds(text):
                facts.update(known[whole])
    weights = {term: int(len(found) > 1) for term, found in places.items()}
    weights.update((term, 3 if term in places else 2) for term in facts)
    weights.update((term, 5 if term in facts else 4) for term in summary)
    weights.update((term, 7 if len(places[term]) > 1 or term in facts else 6) for term in title)
    marks = chain(document.terms, document.days, map(address_key, document.addresses))
    weights.update((MARK + mark, 0) for mark in marks)
    return Entries(weights, places)


def address_key(address: str) -> str:
    """An address as it is looked for, whichever way it is written: a short digest (FNV-1a)."""
    plain = unquote(address).casefold().partition("#")[0].removeprefix("https://").removeprefix("http://")
    plain = plain.removeprefix("www.").removesuffix("/")
    digest = 0x811C9DC5
    for byte in plain.encode():
        digest = (digest ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"={digest:08x}"
