"""The places of an archive as dots of a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mission_archive.model.archive import Archive
from mission_archive.model.languages import in_language
from mission_archive.model.records import Record
from mission_archive.model.terms import Place
from mission_archive.rendering.links import term_link

TOWN_KINDS = ("town", "district")
"""Kinds of places that can have a dot; a region or country has none, and a site has that of its town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on a map: degrees of WGS 84, number of records, where it leads (from the site's root; None: nowhere).

    `language` is that of the name if it differs from the page's.
    """

    name: str
    latitude: float
    longitude: float
    count: int
    url: str | None = None
    language: str | None = None


def town_dots(archive: Archive, language: str) -> list[Dot]:
    """The towns and districts with records, and the sites that lie in none; the count is that of the place's list."""
    places = archive.vocabularies.places
    listed = archive.listing("places")
    dots: list[Dot] = []
    for term_id, records in listed.items():
        place = places[term_id]
        if place.latitude is None or place.longitude is None or not _is_dot(place, places.broader(term_id)):
            continue
        link = term_link(archive, "places", place, language)
        dots.append(
            Dot(
                name=link.text,
                url=link.url,
                latitude=place.latitude,
                longitude=place.longitude,
                count=len(records),
                language=link.language,
            )
        )
    return dots


def dot_counts(archive: Archive, records: Iterable[Record]) -> Mapping[str, int]:
    """Place → how many of the records were there, for the places that are dots; sites count for their town."""
    dots: dict[str, str | None] = {}
    counts: Counter[str] = Counter()
    for record in records:
        found: set[str] = set()
        for mention in record.places:
            if mention.place not in dots:
                dots[mention.place] = _dot_of(mention.place, archive)
            if dot := dots[mention.place]:
                found.add(dot)
        counts.update(found)
    return counts


def dots_of(archive: Archive, counts: Mapping[str, int], language: str) -> list[Dot]:
    """The dots of places with their counts, named in a language; they lead nowhere."""
    places = archive.vocabularies.places
    dots: list[Dot] = []
    for place_id, count in counts.items():
        place = places[place_id]
        if place.latitude is not None and place.longitude is not None:
            name, written = in_language(place.name, language)
            dots.append(
                Dot(
                    name=name,
                    latitude=place.latitude,
                    longitude=place.longitude,
                    count=count,
                    language=written if written != language else None,
                )
            )
    return dots


def _dot_of(place_id: str, archive: Archive) -> str | None:
    """The place that is the dot of a place: itself, or the town or district it lies in."""
    places = archive.vocabularies.places
    for place in (places[place_id], *places.broader(place_id)):
        if place.latitude is not None and _is_dot(place, places.broader(place.id)):
            return place.id
    return None


def _is_dot(place: Place, broader: list[Place]) -> bool:
    if place.kind == "site":
        return not any(above.kind in TOWN_KINDS and above.latitude is not None for above in broader)
    return place.kind in TOWN_KINDS


def place_point(archive: Archive, place_id: str) -> tuple[float, float] | None:
    """Latitude and longitude of a place, or of the town or district it lies in; None where neither is known."""
    places = archive.vocabularies.places
    for place in (places[place_id], *places.broader(place_id)):
        if place.latitude is not None and place.longitude is not None and place.kind in (*TOWN_KINDS, "site"):
            return place.latitude, place.longitude
    return None


def record_points(archive: Archive, record: Record) -> tuple[tuple[float, float], ...]:
    """The points of a record's places, each once, in the record's order."""
    points = (place_point(archive, place_id) for place_id in archive.terms(record, "places"))
    return tuple(dict.fromkeys(point for point in points if point is not None))
