"""What a reader may narrow a search by: which records have which term, and what the terms are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS, terms_of
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.terms import Term
from mission_archive.rendering.folding import STOP_WORDS, fold, words
from mission_archive.rendering.lists.listings import term_title
from mission_archive.rendering.words.messages import Messages

LANGUAGE_FACET = "languages"
"""The languages in which a record can be read; a facet of the search alone."""

FREQUENT = 2
"""Titles in which a word must stand to be offered as the right spelling of another: once may be a slip itself."""


def facet_names(archive: Archive, messages: Messages) -> Mapping[str, list[list[str]]]:
    """Facet → its terms as [id, name, id of the broader term or ""], in the order in which they are offered: each
    term is followed by those it contains."""
    return {
        **{facet: _names(archive, facet, messages) for facet in FACETS},
        LANGUAGE_FACET: [
            [code, ENDONYMS[code], ""]
            for code, found in facet_records(archive, LANGUAGE_FACET).items()
            if found
        ],
    }


def facet_records(archive: Archive, facet: str) -> Mapping[str, list[int]]:
    """Term of a facet → the records that name it themselves; of the facet of languages, those readable in each.

    The records are positions in the list of all records, newest first. The same in every language of the site. Every
    language is told, for each page asks which records are readable in its own; of the other facets terms with records.
    """
    by_term: dict[str, list[int]] = {}
    for position, record in enumerate(archive.listed):
        for term_id in record.words if facet == LANGUAGE_FACET else terms_of(record, facet):
            by_term.setdefault(term_id, []).append(position)
    if facet == LANGUAGE_FACET:
        return {code: by_term.get(code, []) for code in ENDONYMS}
    return {term_id: by_term[term_id] for term_id in archive.listing(facet) if term_id in by_term}


def _names(archive: Archive, facet: str, messages: Messages) -> list[list[str]]:
    vocabulary: Any = getattr(archive.vocabularies, facet, None)
    if vocabulary is None:
        return [[term_id, term_title(term_id, messages), ""] for term_id in archive.listing(facet)]
    listed = archive.listing(facet)

    def from_top(terms: Iterable[Term]) -> Iterator[Term]:
        for term in terms:
            if term.id in listed:
                yield term
                yield from from_top(vocabulary.narrower(term.id))

    return [
        [term.id, term.name_in(messages.language), term.broader or ""] for term in from_top(vocabulary.roots)
    ]


def spellings(archive: Archive) -> list[tuple[str, str]]:
    """Words that are spelt right, folded and as they are spelt, most frequent first.

    Those of all names, and those of titles where a word stands in several.
    """
    names: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for facet in ("places", "institutions", "themes", "dimensions", "series", "formats"):
        for term_id in archive.listing(facet):
            names.update(_long(getattr(archive.vocabularies, facet)[term_id].spellings))
    for record in archive.listed:
        titles.update(_long(words.title for words in record.words.values()))
        names.update(_long(person.name for person in record.people))
    found = names + Counter({word: count for word, count in titles.items() if count >= FREQUENT})
    best: dict[str, str] = {}
    for word, _ in found.most_common():
        best.setdefault(fold(word), word)
    return [(folded, word) for folded, word in best.items() if folded]


def _long(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for word in words(text):
            if len(word) > 3 and word.lower() not in STOP_WORDS and not word.isdigit():
                yield word if word.isupper() else word.lower()
