"""What a reader may narrow a search by, and what the terms are called by which records are listed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.searching import LANGUAGES_FACET, Naming
from mission_archive.model.terms import Term, Vocabulary
from mission_archive.rendering.lists.listings import vocabulary_of
from mission_archive.rendering.words.labels import COLLECTION_NOUNS
from mission_archive.rendering.words.messages import Messages


def namings(archive: Archive, messages: Mapping[str, Messages]) -> Iterator[Naming]:
    """Every term with records, in the order in which they are offered: each is followed by those it contains."""
    for facet in FACETS:
        vocabularies = {code: vocabulary_of(archive, facet, words) for code, words in messages.items()}
        vocabulary = next(iter(vocabularies.values()))
        for term_id in from_top(vocabulary, vocabulary.roots):
            if term_id not in archive.listing(facet):
                continue
            terms = {code: vocabulary[term_id] for code, vocabulary in vocabularies.items()}
            called = {code: term.name_in(code) for code, term in terms.items()}
            names = dict.fromkeys(name for term in terms.values() for name in term.all_names)
            if facet == "collections":
                noun = COLLECTION_NOUNS[term_id]
                names |= dict.fromkeys((code, words.gettext(noun)) for code, words in messages.items())
            yield Naming(facet, term_id, tuple(names), called, vocabulary[term_id].broader or "")
    for code, name in ENDONYMS.items():
        yield Naming(LANGUAGES_FACET, code, (), dict.fromkeys(messages, name))


def from_top(vocabulary: Vocabulary[Any], terms: Iterable[Term]) -> Iterator[str]:
    """The ids of some terms, each followed by those it contains."""
    for term in terms:
        yield term.id
        yield from from_top(vocabulary, vocabulary.narrower(term.id))
