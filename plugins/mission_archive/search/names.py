"""Terms of the vocabularies by their names: a query that is a name leads to the page of what it names, and each word of
a name to the records of the term."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import Any

import numpy as np

from mission_archive.model.searching import Naming, Phrase
from mission_archive.search.coding import Numbers
from mission_archive.search.entries import MARK
from mission_archive.search.lexicon import FIRST_TERM, TAJIK, UNKNOWN, Lexicon
from mission_archive.search.postings import NONE, PLACE, RECORD_BITS, WEIGHTS, Postings

UNPLACED = 2
BEFORE = "~"
NAMED = np.array((3, 3, UNPLACED, 3, 5, 5, 7, 7))
"""The weight of a word in a record's texts → that of one that is in the name of one of its terms, too."""


def named(
    found: Mapping[str, Postings],
    namings: Iterable[Naming],
    abbreviations: Iterable[Iterable[Phrase]],
    lexicon: Lexicon,
) -> tuple[dict[str, Postings], dict[str, Any]]:
    """The postings of words with the records that need not say them: those of the terms in whose names they stand, and
    those that have another of the `abbreviations`, names that stand for each other in short and in full. What some
    write as one word and others with a hyphen is one, too.

    And the names by the first word of each, as [words, facet, id, number of records, called].
    """
    listed: defaultdict[str, dict[int, Numbers]] = defaultdict(dict)
    names: dict[str, Any] = {}
    for naming in namings:
        if not len(records := found.get(MARK + naming.key, NONE).records):
            continue
        # In both languages if its own is not known.
        every = [
            lexicon.codes_of_name(language, name)
            for code, name in naming.names
            for language in ((code,) if code else (UNKNOWN, TAJIK))
        ]
        for word in {lexicon.terms[abs(code)] for codes in every for code in codes} - {""}:
            listed[word][id(records)] = records
        for phrase in sorted({phrase_of(codes, lexicon) for codes in every} - {""}):
            entry = [phrase, naming.facet, naming.term, len(records), naming.called]
            names.setdefault(re.split(f"[ {BEFORE}]", phrase)[0], []).append(entry)
    others = ([lexicon.words(code or UNKNOWN, name) for code, name in same] for same in abbreviations)
    for texts in chain(others, joined(lexicon)):
        records = np.concatenate([having(words, found) for words in texts if words])
        for word in {word for words in texts for word in words}:
            listed[word][id(records)] = records
    made = dict(found)
    for word, its in listed.items():
        if len(records := np.concatenate([*its.values()])):
            made[word] = with_records(found.get(word, NONE), records)
    return made, names


def phrase_of(codes: Sequence[int], lexicon: Lexicon) -> str:
    """The words of a name as the index knows them, with what is left out before them."""
    words, before = [], 0
    for code in codes:
        if code >= FIRST_TERM:
            words.append(f"{lexicon.terms[code]}{BEFORE}{before}" if before else lexicon.terms[code])
            before = 0
        elif code > 0:
            before = (before + code - 1) % (PLACE - 1) + 1
    return " ".join(words)


def joined(lexicon: Lexicon) -> Iterator[list[list[str]]]:
    """The words of each term that some write as one word and others with a hyphen, and the term."""
    for term, words in [*lexicon.spellings.items()]:
        for word in words:
            if "-" in word and word.replace("-", "") in words:
                yield [lexicon.words(UNKNOWN, word.replace("-", " ")), [term]]


def with_records(own: Postings, records: Numbers) -> Postings:
    """The postings of a word that some records have without a place, besides its own."""
    is_added = np.zeros(1 + max(records.max(), own.records.max(initial=0)), np.bool_)
    is_added[records] = True
    weights = own.weights.copy()
    named_too = is_added[own.records]
    weights[named_too] = weights[named_too] & -WEIGHTS | NAMED[weights[named_too] % WEIGHTS]
    is_added[own.records] = False
    others = np.flatnonzero(is_added) << RECORD_BITS | UNPLACED
    return Postings(np.sort(np.concatenate((weights, others))), own.places)


def having(words: Sequence[str], found: Mapping[str, Postings]) -> Numbers:
    """The records in which words stand one after another; a word in capitals, as WHO, has no place."""
    if len(words) == 1:
        return found.get(words[0], NONE).records
    starts = [found.get(word, NONE).places // PLACE - step for step, word in enumerate(words)]
    return np.unique(reduce(np.intersect1d, starts) * PLACE >> RECORD_BITS)
