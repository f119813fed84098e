"""Places and institutions as things of schema.org: in short on the pages of records, in full on their own lists."""

from __future__ import annotations

from typing import Any

from mission_archive.formats.edition import Edition
from mission_archive.formats.structured.script import Node, reference
from mission_archive.model.addresses import listing_url
from mission_archive.model.languages import FIRST_LANGUAGE, in_language
from mission_archive.model.terms import Institution, Place, Term


def place_id(edition: Edition, place: str) -> str:
    """The id of a place, the same on all pages and in all languages."""
    return f"{edition.url}{listing_url('places', place, FIRST_LANGUAGE)}#place"


def body_id(edition: Edition, body: str) -> str:
    """The id of an institution, the same on all pages and in all languages."""
    return f"{edition.url}{listing_url('institutions', body, FIRST_LANGUAGE)}#organization"


def place_in_short(edition: Edition, place: str, name: str, language: str) -> Node:
    """A place by the name of the time, with the present names of what contains it."""
    terms = edition.archive.vocabularies.places
    above = "".join(f", {term.name_in(language)}" for term in terms.broader(place))
    return {"@type": "Place", "@id": place_id(edition, place), "name": name, "address": f"{name}{above}"}


def body_in_short(edition: Edition, body: str, name: str) -> Node:
    """An institution by the name of the time."""
    return {"@type": "Organization", "@id": body_id(edition, body), "name": name}


def place_in_full(edition: Edition, place: Place, language: str) -> Node:
    """A place with its coordinates and what contains it."""
    node = {
        "@type": "Place",
        "@id": place_id(edition, place.id),
        **_words(edition, "places", place, language),
    }
    if place.latitude is not None and place.longitude is not None:
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    if place.broader:
        node["containedInPlace"] = reference(place_id(edition, place.broader))
    return node


def body_in_full(edition: Edition, body: Institution, language: str) -> Node:
    """An institution with the names that it has had."""
    node = {
        "@type": "Organization",
        "@id": body_id(edition, body.id),
        **_words(edition, "institutions", body, language),
    }
    if body.broader:
        node["parentOrganization"] = reference(body_id(edition, body.broader))
    return node


def _words(edition: Edition, facet: str, term: Term, language: str) -> dict[str, Any]:
    name = term.name_in(language)
    words: dict[str, Any] = {"name": name}
    if others := [other for other in dict.fromkeys(term.spellings) if other != name]:
        words["alternateName"] = others
    if term.description:
        words["description"] = in_language(term.description, language)[0]
    if term.id in edition.archive.listing(facet):
        words["url"] = edition.url + listing_url(facet, term.id, language)
    return words
