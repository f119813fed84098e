"""What a reader may narrow a search by, and what the terms are called by which records are listed."""

from collections.abc import Iterable, Iterator, Mapping

from mission_archive.model.archive import Archive
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS
from mission_archive.model.records import UNDATED
from mission_archive.model.searching import LANGUAGES_FACET, Naming
from mission_archive.model.terms import Term
from mission_archive.rendering.lists.listings import vocabulary_of
from mission_archive.rendering.words.labels import COLLECTION_NOUNS
from mission_archive.rendering.words.messages import Messages


def facet_names(archive: Archive, messages: Messages) -> Mapping[str, list[list[str]]]:
    """Facet → its terms as [id, name, id of the broader term or ""], in the order in which they are offered: each
    term is followed by those it contains."""
    readable = {code for record in archive.listed for code in record.words}
    return {
        **{facet: _names(archive, facet, messages) for facet in FACETS if facet != "years"},
        "years": [[year, year, ""] for year in sorted(archive.listing("years")) if year != UNDATED],
        LANGUAGES_FACET: [[code, name, ""] for code, name in ENDONYMS.items() if code in readable],
    }


def _names(archive: Archive, facet: str, messages: Messages) -> list[list[str]]:
    vocabulary = vocabulary_of(archive, facet, messages)
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
        vocabularies = {code: vocabulary_of(archive, facet, words) for code, words in messages.items()}
        for term_id in archive.listing(facet):
            terms = {code: vocabulary[term_id] for code, vocabulary in vocabularies.items()}
            called = {code: term.name_in(code) for code, term in terms.items()}
            names = dict.fromkeys(name for term in terms.values() for name in term.all_names)
            if facet == "collections":
                noun = COLLECTION_NOUNS[term_id]
                names |= dict.fromkeys((code, words.gettext(noun)) for code, words in messages.items())
            yield Naming(facet, term_id, tuple(names), called)
    for code, name in ENDONYMS.items():
        yield Naming(LANGUAGES_FACET, code, (), dict.fromkeys(messages, name))
