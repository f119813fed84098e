"""What the first page of a list says before its rows: the text of its term, its years, its map, its open promises."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from mission_archive.model.addresses import root_of
from mission_archive.model.archive import Archive
from mission_archive.model.languages import best_language
from mission_archive.rendering.links import ShortText, foreign
from mission_archive.rendering.lists.listings import Listing
from mission_archive.rendering.lists.timelines import Timelines
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.maps.dots import dot_counts, dots_of, located
from mission_archive.rendering.records.threads import promise_step
from mission_archive.rendering.texts.bodies import Bodies
from mission_archive.rendering.words.messages import Messages

FACETS_WITH_OVERVIEW = ("themes", "dimensions", "series", "places", "institutions")

FEWEST = 3
"""Records of a list that is worth a map and a timeline; of fewer, the rows say enough."""

FEWEST_WITH_TEXT = 2
"""Where the term has a text: it speaks of a whole, of which the rows show the parts only."""


class Overviews:
    """The overviews of an archive's lists. What does not depend on the language is found out once."""

    def __init__(self, archive: Archive, atlas: Atlas, bodies: Bodies) -> None:
        self._archive = archive
        self._atlas = atlas
        self._bodies = bodies
        self._timelines = Timelines(archive)
        self._places = cache(self._places_of)

    def of(self, listing: Listing, messages: Messages) -> Mapping[str, Any]:
        """The overview of a list, as a template is given it."""
        if listing.facet not in FACETS_WITH_OVERVIEW:
            return {}
        language = messages.language
        return {
            "text": self._text(listing, messages),
            "timeline": self._timelines.of(listing.facet, listing.term_id, language, fewest_in(listing)),
            "locator": self._map(listing, messages),
            "promises": [
                promise_step(record, outcome, self._archive.now, language)
                for record in reversed(listing.records)
                for outcome in record.promises
            ],
        }

    def _text(self, listing: Listing, messages: Messages) -> ShortText | None:
        """The text of the term in the language that suits the page best, if it has one."""
        if not listing.term.texts:
            return None
        written = best_language(listing.term.texts, messages.language)
        text = listing.term.texts[written]
        body = self._bodies.of(text, written, messages, root_of(listing.pages[0]))
        return ShortText(Markup(body.html), foreign(written, messages.language))

    def _map(self, listing: Listing, messages: Messages) -> Markup | None:
        if listing.facet == "places" and (place := located(self._archive, listing.term_id)):
            return self._atlas.locator_map((place,), messages)
        if len(listing.records) < fewest_in(listing):
            return None
        places = self._places(listing.facet, listing.term_id)
        return self._atlas.overview_map(dots_of(self._archive, places, messages.language), messages)

    def _places_of(self, facet: str, term_id: str) -> Mapping[str, int]:
        return dot_counts(self._archive, self._archive.listing(facet)[term_id])


def fewest_in(listing: Listing) -> int:
    """How many records of a list are worth a map and a timeline."""
    return FEWEST_WITH_TEXT if listing.term.texts else FEWEST
