"""The pages that list the terms of a facet: places by country and region, institutions by kind and letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from mission_archive.model.addresses import page_url, root_of
from mission_archive.model.archive import Archive
from mission_archive.model.terms import Institution, Place
from mission_archive.rendering.lists.listings import TermCount, facet_index, in_order, term_counts
from mission_archive.rendering.maps.atlas import Atlas
from mission_archive.rendering.maps.dots import town_dots
from mission_archive.rendering.words.alphabets import initial, sort_key
from mission_archive.rendering.words.labels import INSTITUTION_KIND_NAMES, OTHER_KINDS_NAME
from mission_archive.rendering.words.messages import Messages

INDEX_TEMPLATES: Mapping[str, str] = {"places": "places.html", "institutions": "institutions.html"}
"""Facets whose index has a page of its own kind."""

OTHER_KINDS = "other"


@dataclass(frozen=True, slots=True)
class Places:
    """The places with records: those of one country by region, and the other countries.

    `host` is the country with most records. `regions` are its parts, `scattered` the places whose region is not known.
    """

    host: TermCount
    regions: list[TermCount]
    scattered: list[TermCount]
    others: list[TermCount]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms under one heading; `anchor` is its id."""

    name: str
    anchor: str
    terms: list[TermCount]


def index_view(archive: Archive, facet: str, messages: Messages, atlas: Atlas) -> Mapping[str, Any]:
    """What the index of a facet shows."""
    view: dict[str, Any] = {"facet": facet, "terms": facet_index(archive, facet, messages)}
    if facet == "places":
        root = root_of(page_url(facet, messages.language))
        view["map"] = atlas.town_map(town_dots(archive, messages.language), messages, root=root)
        view["places"] = places_by_region(archive, messages)
    if facet == "institutions":
        view["kinds"] = institutions_by_kind(archive, messages)
        view["letters"] = institutions_by_letter(archive, messages)
    return view


def places_by_region(archive: Archive, messages: Messages) -> Places | None:
    """The places with records by country and region; None if there are none."""
    vocabulary = archive.vocabularies.places
    counts = term_counts(archive, "places", messages)
    roots = [term for term in vocabulary.roots if term.id in counts]
    if not roots:
        return None
    host = max(roots, key=lambda term: counts[term.id].count)
    inner = [term for term in vocabulary.narrower(host.id) if term.id in counts]
    regions = [term for term in inner if term.kind in ("region", "town") or counts[term.id].narrower]

    def ordered(terms: Iterable[Place]) -> list[TermCount]:
        return in_order([counts[term.id] for term in terms], "places", messages.language)

    scattered = (term for term in inner if term not in regions)
    others = (term for term in roots if term is not host)
    return Places(counts[host.id], ordered(regions), ordered(scattered), ordered(others))


def institutions_by_kind(archive: Archive, messages: Messages) -> list[TermGroup]:
    """The institutions with records by kind. A body is below the one that contains it if both are of one kind."""
    vocabulary = archive.vocabularies.institutions
    counts = term_counts(archive, "institutions", messages)

    def is_within(body: Institution) -> bool:
        above = body.broader
        return above in counts and _kind(vocabulary[above]) == _kind(body)

    def nested(body: Institution) -> TermCount:
        inner = [nested(one) for one in vocabulary.narrower(body.id) if one.id in counts and is_within(one)]
        return replace(counts[body.id], narrower=in_order(inner, "institutions", messages.language))

    of_kind: dict[str, list[TermCount]] = {}
    for term_id in counts:
        body = vocabulary[term_id]
        if not is_within(body):
            of_kind.setdefault(_kind(body), []).append(nested(body))
    names = {**INSTITUTION_KIND_NAMES, OTHER_KINDS: OTHER_KINDS_NAME}
    return [
        TermGroup(
            messages.gettext(name), f"kind-{kind}", in_order(of_kind[kind], "institutions", messages.language)
        )
        for kind, name in names.items()
        if kind in of_kind
    ]


def _kind(body: Institution) -> str:
    return body.kind if body.kind and body.kind in INSTITUTION_KIND_NAMES else OTHER_KINDS


def institutions_by_letter(archive: Archive, messages: Messages) -> list[TermGroup]:
    """All institutions with records by the first letter of their names, in the alphabet of the page's language."""
    language = messages.language
    counts = term_counts(archive, "institutions", messages).values()
    ordered = sorted(counts, key=lambda count: sort_key(count.link.text, language))
    return [
        TermGroup(letter, f"letter-{ord(letter[0]):x}" if letter else "letter", list(group))
        for letter, group in groupby(ordered, lambda count: initial(count.link.text, language))
    ]
