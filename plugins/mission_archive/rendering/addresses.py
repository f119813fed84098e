"""The public addresses of the archive, as paths from the site's root with `/` at the end and none at the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from mission_archive.model.languages import FIRST_LANGUAGE
from mission_archive.model.records import Record

SEARCH_PARAMETERS: Mapping[str, str] = {
    "collections": "collection",
    "places": "place",
    "themes": "theme",
    "dimensions": "dimension",
    "formats": "format",
    "institutions": "institution",
    "series": "series",
}
"""Facet → its name in the address of a search; years are told by `from` and `to`."""


def language_root(language: str) -> str:
    """Where the pages of a language begin: the first language has the root itself."""
    return "" if language == FIRST_LANGUAGE else f"{language}/"


def record_url(record: Record, language: str) -> str:
    """The record's page in `language` if there is one, or else that of its original."""
    return f"{language_root(record.in_language(language).language)}{record.id}/"


def facet_url(facet: str, language: str) -> str:
    """The index of a facet: `places/`."""
    return f"{language_root(language)}{facet}/"


def listing_url(facet: str, term: str, language: str, page: int = 1) -> str:
    """One page of a listing: `places/alder/`, `places/alder/page/2/`; a collection is listed at `events/`."""
    stem = f"{term}/" if facet == "collections" else f"{facet}/{term}/"
    return language_root(language) + stem + (f"page/{page}/" if page > 1 else "")


def search_url(language: str) -> str:
    """The search page."""
    return f"{language_root(language)}search/"


def narrowed_search_url(language: str, chosen: Mapping[str, str]) -> str:
    """The search page with a term of some facets chosen: `search/?theme=water&place=alder`.

    `chosen` maps facets to ids of terms. The names in the address are those that the search page reads (state.js).
    """
    said: list[tuple[str, str]] = []
    for facet, term in chosen.items():
        said += [("from", term), ("to", term)] if facet == "years" else [(SEARCH_PARAMETERS[facet], term)]
    return f"{search_url(language)}?{urlencode(said)}"


def root_of(url: str) -> str:
    """The way from the page at `url` to the site's root, to be put before a path from there."""
    return "../" * url.count("/") or "./"
