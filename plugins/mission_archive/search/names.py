"""Terms of the vocabularies by their names: a query that is a name leads to the page of what it names, and each word of
a name to the records of the term."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from mission_archive.model.searching import Naming, Phrase
from mission_archive.search.entries import MARK, Lexicon, Said
from mission_archive.search.index import WEIGHTS, Postings

UNPLACED = 2
BEFORE = "~"
NAMED = (3, 3, UNPLACED, 3, 5, 5, 7, 7)
"""The weight of a word in a record's texts → that of one that is in the name of one of its terms, too."""
RECORD = -WEIGHTS
"""Leaves of a posting the record, without the weight."""


def named(found: Mapping[str, Postings], namings: Iterable[Naming], lexicon: Lexicon) -> dict[str, Postings]:
    """The postings of words with the records of the terms in whose names they stand, which no record says itself."""
    marks: dict[str, set[str]] = {}
    for naming in namings:
        if (mark := f"{MARK}{naming.facet}/{naming.term}") in found:
            for name in naming.names:
                for word in words_of(name, lexicon):
                    marks.setdefault(word, set()).add(mark)
    made = dict(found)
    listed: dict[tuple[str, ...], set[int]] = {}
    for word, those in marks.items():
        key = tuple(sorted(those))
        if key not in listed:
            listed[key] = {entry & RECORD for mark in key for entry in found[mark].records}
        its, own = listed[key], found.get(word, Postings())
        every = [
            entry & RECORD | NAMED[entry % WEIGHTS] if entry & RECORD in its else entry
            for entry in own.records
        ]
        others = its.difference([entry & RECORD for entry in own.records])
        every += [entry | UNPLACED for entry in others]
        made[word] = Postings(array("I", sorted(every)), own.places)
    return made


def names_by_word(
    namings: Iterable[Naming], found: Mapping[str, Postings], lexicon: Lexicon
) -> dict[str, Any]:
    """First word of a name → the names that begin with it, as [words, facet, id, number of records, called]."""
    made: dict[str, Any] = {}
    for naming in namings:
        mark = f"{MARK}{naming.facet}/{naming.term}"
        if mark not in found:
            continue
        count = len(found[mark].records)
        for phrase in sorted({phrase for name in naming.names for phrase in phrases(name, lexicon)}):
            entry = [phrase, naming.facet, naming.term, count, naming.called]
            made.setdefault(re.split(f"[ {BEFORE}]", phrase)[0], []).append(entry)
    return made


def phrases(name: Phrase, lexicon: Lexicon) -> list[str]:
    """The words of a name as the index knows them, with what is left out before them; in both languages if that of the
    name is not known."""
    made = []
    for every in said_by(name, lexicon):
        words, before = [], 0
        for said in every:
            if isinstance(said, str):
                words.append(f"{said}{BEFORE}{before}" if before else said)
                before = 0
            elif isinstance(said, bytes):
                before = said[before]
        if words:
            made.append(" ".join(words))
    return made


def words_of(name: Phrase, lexicon: Lexicon) -> Iterator[str]:
    """The words of a name, those joined by hyphens as one too."""
    for said in chain.from_iterable(said_by(name, lexicon)):
        if not isinstance(said, bytes):
            yield from (said,) if isinstance(said, str) else said


def said_by(name: Phrase, lexicon: Lexicon) -> Iterator[Iterator[Said]]:
    """What a name says; in both languages if its own is not known."""
    language, text = name
    return (lexicon.said(code, text) for code in ((language,) if language else ("ru", "tg")))
