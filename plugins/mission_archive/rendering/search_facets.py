"""What a reader may narrow a search by: which records have which term, and what the terms are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from mission_archive.model.archive import FACETS, Archive
from mission_archive.model.languages import ENDONYMS
from mission_archive.rendering.folding import STOP_WORDS, fold, words
from mission_archive.rendering.listings import term_title
from mission_archive.rendering.messages import Messages

LANGUAGE_FACET = "languages"
"""The languages in which a record can be read; a facet of the search alone."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FREQUENT = 2
"""Titles in which a word must stand to be offered as the right spelling of another: once may be a slip itself."""


def facet_table(archive: Archive, messages: Messages) -> Mapping[str, Any]:
    """Facet → terms as [id, name, id of the broader term or "", records], in the order in which they are offered.

    The records are positions in the list of all records, newest first, each as the distance from the one before,
    in base 36 and parted by blanks. A record stands under the terms that it names itself.
    """
    return {
        **{facet: _terms(archive, facet, messages) for facet in FACETS},
        LANGUAGE_FACET: [[code, ENDONYMS[code], "", said] for code, said in languages(archive).items()],
    }


def languages(archive: Archive) -> Mapping[str, str]:
    """Language → the records that can be read in it, as distances; only languages that have some."""
    readable = {
        code: [position for position, record in enumerate(archive.listed) if code in record.words]
        for code in ENDONYMS
    }
    return {code: _distances(positions) for code, positions in readable.items() if positions}


def _terms(archive: Archive, facet: str, messages: Messages) -> list[list[str]]:
    vocabulary: Any = getattr(archive.vocabularies, facet, None)
    by_term: dict[str, list[int]] = {}
    for position, record in enumerate(archive.listed):
        for term_id in archive.terms(record, facet):
            by_term.setdefault(term_id, []).append(position)
    terms = []
    for term_id in archive.listing(facet):
        if vocabulary is not None:
            term = vocabulary[term_id]
            name, broader = term.name_in(messages.language), term.broader or ""
        else:
            name, broader = term_title(term_id, messages), ""
        terms.append([term_id, name, broader, _distances(by_term.get(term_id, []))])
    return terms


def _distances(positions: list[int]) -> str:
    before = [0, *positions]
    return " ".join(base36(position - before[i]) for i, position in enumerate(positions))


def base36(number: int) -> str:
    """A number as JavaScript's `toString(36)` writes it."""
    text = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return DIGITS[number] + text


def spellings(archive: Archive) -> list[str]:
    """Words that are spelt right, most frequent first: of all names, and of titles where a word stands in several."""
    names: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for facet in ("places", "institutions", "themes", "dimensions", "series", "formats"):
        for term_id in archive.listing(facet):
            names.update(_long(getattr(archive.vocabularies, facet)[term_id].spellings))
    for record in archive.listed:
        titles.update(_long(told.title for told in record.words.values()))
        names.update(_long(person.name for person in record.people))
    found = names + Counter({word: count for word, count in titles.items() if count >= FREQUENT})
    best: dict[str, str] = {}
    for word, _ in found.most_common():
        best.setdefault(fold(word), word)
    return list(best.values())


def _long(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for word in words(text):
            if len(word) > 3 and word.lower() not in STOP_WORDS and not word.isdigit():
                yield word if word.isupper() else word.lower()
