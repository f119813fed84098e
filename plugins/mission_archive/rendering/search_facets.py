"""What a reader may narrow a search by, and what the terms are called by which records are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.terms import Term
from mission_archive.rendering.lists.listings import term_title
from mission_archive.rendering.search_documents import LANGUAGES_FACET
from mission_archive.rendering.words.messages import Messages

Naming = tuple[str, str, Sequence[tuple[str | None, str]], Mapping[str, str]]


def facet_names(archive: Archive, messages: Messages) -> Mapping[str, list[list[str]]]:
    """Facet → its terms as [id, name, id of the broader term or ""], in the order in which they are offered: each
    term is followed by those it contains."""
    readable = {code for record in archive.listed for code in record.words}
    return {
        **{facet: _names(archive, facet, messages) for facet in FACETS},
        LANGUAGES_FACET: [[code, name, ""] for code, name in ENDONYMS.items() if code in readable],
    }


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


def namings(archive: Archive, messages: Mapping[str, Messages]) -> Iterator[Naming]:
    """Every term with records: its facet and id, all names with their languages, and what each language calls it."""
    for facet in FACETS:
        vocabulary: Any = getattr(archive.vocabularies, facet, None)
        for term_id in archive.listing(facet):
            if vocabulary is None:
                called = {code: term_title(term_id, words) for code, words in messages.items()}
                yield facet, term_id, tuple(called.items()), called
                continue
            term = vocabulary[term_id]
            names = [*term.name.items(), *((name.language, name.name) for name in term.names)]
            yield facet, term_id, names, {code: term.name_in(code) for code in messages}
    for code, name in ENDONYMS.items():
        yield LANGUAGES_FACET, code, (), dict.fromkeys(messages, name)
