"""The places of an archive as dots of a map."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from mission_archive.model.archive import Archive
from mission_archive.model.facets import terms_of
from mission_archive.model.records import Record
from mission_archive.model.terms import Place
from mission_archive.rendering.links import Link, term_link

TOWNS, SITES = ("town", "district"), ("site",)
"""Kinds of places that can have a dot; a village, region or country has none, and a site has that of its town."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map with its number of records, and a link to their list, if there is one."""

    place: Place
    link: Link
    count: int


def town_dots(archive: Archive, language: str) -> list[Dot]:
    """The towns and districts with records, and the sites that lie in none; the count is that of the place's list."""
    listed = archive.listing("places")
    counts = {place: len(records) for place, records in listed.items() if _dot_of(archive, place) == place}
    return dots_of(archive, counts, language)


def dots_of(archive: Archive, counts: Mapping[str, int], language: str) -> list[Dot]:
    """The dots of places with their counts, named in a language."""
    places = archive.vocabularies.places
    return [
        Dot(places[place], term_link(archive, "places", places[place], language), count)
        for place, count in counts.items()
    ]


def dot_counts(archive: Archive, records: Iterable[Record]) -> Mapping[str, int]:
    """Place → how many of the records were there, for the places that are dots; sites count for their town."""
    dot_of = cache(partial(_dot_of, archive))
    of_each = (dict.fromkeys(dot_of(mention.place) for mention in record.places) for record in records)
    return Counter(dot for dots in of_each for dot in dots if dot)


def _dot_of(archive: Archive, place_id: str) -> str | None:
    """The place that is the dot of a place: the town or district that it is or lies in, or else a site."""
    dot = located(archive, place_id, TOWNS) or located(archive, place_id, SITES)
    return dot.id if dot else None


def located(archive: Archive, place_id: str, kinds: Collection[str] = TOWNS + SITES) -> Place | None:
    """The place, or else the nearest around it, that is of one of some kinds and has known coordinates."""
    places = archive.vocabularies.places
    around = (places[place_id], *places.broader(place_id))
    return next((place for place in around if place.kind in kinds and place.latitude is not None), None)


def record_places(archive: Archive, record: Record) -> list[Place]:
    """The places of a record that a map can show, in the record's order."""
    places = (located(archive, place_id) for place_id in terms_of(record, "places"))
    return [place for place in places if place]
