"""Things of schema.org: their graph in a page; places and institutions in short on the pages of records, in full on
their own lists.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mission_archive.formats.certainty import POINTS
from mission_archive.formats.edition import Edition
from mission_archive.formats.writing import Written, json_bytes
from mission_archive.model.addresses import listing_url
from mission_archive.model.languages import FIRST_LANGUAGE, in_language
from mission_archive.model.terms import Institution, Place, Term

CONTEXT = "https://schema.org"

Node = Mapping[str, Any]
"""A thing with its `@type` and `@id`."""


class Short(NamedTuple):
    """A thing in short, and a reference to it."""

    node: Written
    reference: Node


def script_of(nodes: Iterable[Node | Written]) -> str:
    """A graph as the script element for the head of a page. It is data: no browser runs it, and no policy stops it. No
    text can end it: `<` is written as an escape of JSON."""
    text = json_bytes({"@context": CONTEXT, "@graph": list(nodes)}).decode().replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def reference(node_id: str) -> Node:
    """A thing that another node of this page or of another page describes."""
    return {"@id": node_id}


def place_id(edition: Edition, place: str) -> str:
    """The id of a place, the same on all pages and in all languages."""
    return f"{edition.url}{listing_url('places', place, FIRST_LANGUAGE)}#place"


def body_id(edition: Edition, body: str) -> str:
    """The id of an institution, the same on all pages and in all languages."""
    return f"{edition.url}{listing_url('institutions', body, FIRST_LANGUAGE)}#organization"


def place_in_short(edition: Edition, place: str, name: str, language: str) -> Short:
    """A place by the name of the time, with the present names of what contains it."""
    above = (term.name_in(language) for term in edition.archive.vocabularies.places.broader(place))
    identity, address = place_id(edition, place), ", ".join((name, *above))
    node = {"@type": "Place", "@id": identity, "name": name, "address": address}
    return Short(Written(json_bytes(node)), reference(identity))


def body_in_short(edition: Edition, body: str, name: str) -> Short:
    """An institution by the name of the time."""
    identity = body_id(edition, body)
    node = {"@type": "Organization", "@id": identity, "name": name}
    return Short(Written(json_bytes(node)), reference(identity))


def place_in_full(edition: Edition, place: Place, language: str) -> Node:
    """A place with what contains it and its coordinates. A district or country is no point, though it has a centre."""
    words = _words(edition, "places", place, language)
    node = {"@type": "Place", "@id": place_id(edition, place.id), **words}
    if place.kind in POINTS and place.latitude is not None:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    if place.broader:
        node["containedInPlace"] = reference(place_id(edition, place.broader))
    return node


def body_in_full(edition: Edition, body: Institution, language: str) -> Node:
    """An institution with the names that it has had."""
    words = _words(edition, "institutions", body, language)
    node = {"@type": "Organization", "@id": body_id(edition, body.id), **words}
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
