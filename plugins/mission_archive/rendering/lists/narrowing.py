"""Ways to narrow a list: which other terms its records have, and how many of them each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mission_archive.model.addresses import narrowed_search_url
from mission_archive.model.archive import Archive
from mission_archive.model.records import UNDATED
from mission_archive.rendering.links import Link
from mission_archive.rendering.lists.listings import Listing, TermCount, vocabulary_of
from mission_archive.rendering.words.labels import FACET_NAMES
from mission_archive.rendering.words.messages import Messages

NARROWING_FACETS = ("places", "themes", "collections", "formats", "institutions", "series", "dimensions")
"""In the order in which they are offered. Years are offered by the band above the list."""

MOST = 6
"""Terms of a facet that are offered; the search offers the rest."""

FEWEST = 5
"""Records of a list that is worth narrowing; fewer are seen at once."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A facet by which a list may be narrowed, with its most frequent terms. `name` is that of the facet."""

    facet: str
    name: str
    terms: list[TermCount]


class Narrowings:
    """What the lists of an archive may be narrowed by. Counted once for all languages."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._counts = cache(self._count)

    def of(self, listing: Listing, messages: Messages) -> list[Narrowing]:
        """The narrowings of a list, each term leading to the search with both terms chosen.

        A term that all records of the list have narrows nothing and is left out, and with it a facet of no other.
        """
        if len(listing.records) < FEWEST or listing.term_id == UNDATED:
            return []
        chosen = {listing.facet: listing.term_id}
        narrowings, language = [], messages.language
        for facet, terms in self._counts(listing.facet, listing.term_id).items():
            vocabulary = vocabulary_of(self._archive, facet, messages)
            offered = [
                TermCount(
                    Link(
                        vocabulary[term].name_in(language),
                        narrowed_search_url(language, {**chosen, facet: term}),
                    ),
                    count,
                    [],
                )
                for term, count in terms
            ]
            narrowings.append(Narrowing(facet, messages.gettext(FACET_NAMES[facet]), offered))
        return narrowings

    def _count(self, own: str, term_id: str) -> Mapping[str, list[tuple[str, int]]]:
        counts, records = {}, self._archive.listing(own)[term_id]
        for facet in NARROWING_FACETS:
            if facet == own:
                continue
            found = Counter(term for record in records for term in self._archive.terms_within(record, facet))
            terms = [(term, count) for term, count in found.most_common() if count < len(records)]
            if terms:
                # Equal counts in the order of the vocabulary, so that the page is the same in every build.
                order = {term: place for place, term in enumerate(self._archive.listing(facet))}
                counts[facet] = sorted(terms, key=lambda term: (-term[1], order[term[0]]))[:MOST]
        return counts
