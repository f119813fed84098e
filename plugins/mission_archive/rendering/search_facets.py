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


def facet_names(archive: Archive, messages: Messages) -> Mapping[str, list[list[str]]]:
    """Facet → its terms as [id, name, id of the broader term or ""], in the order in which they are offered."""
    return {
        **{facet: _names(archive, facet, messages) for facet in FACETS},
        LANGUAGE_FACET: [[code, ENDONYMS[code], ""] for code in facet_records(archive, LANGUAGE_FACET)],
    }


def facet_records(archive: Archive, facet: str) -> Mapping[str, str]:
    """Term of a facet → the records that name it themselves; of the facet of languages, those readable in each.

    The records are positions in the list of all records, newest first, each as the distance from the one before,
    in base 36 and parted by blanks. The same in every language of the site.
    """
    by_term: dict[str, list[int]] = {}
    for position, record in enumerate(archive.listed):
        for term_id in record.words if facet == LANGUAGE_FACET else archive.terms(record, facet):
            by_term.setdefault(term_id, []).append(position)
    order: Iterable[str] = ENDONYMS if facet == LANGUAGE_FACET else archive.listing(facet)
    return {term_id: _distances(by_term[term_id]) for term_id in order if term_id in by_term}


def _names(archive: Archive, facet: str, messages: Messages) -> list[list[str]]:
    vocabulary: Any = getattr(archive.vocabularies, facet, None)
    if vocabulary is None:
        return [[term_id, term_title(term_id, messages), ""] for term_id in archive.listing(facet)]
    return [
        [term_id, vocabulary[term_id].name_in(messages.language), vocabulary[term_id].broader or ""]
        for term_id in archive.listing(facet)
    ]


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
