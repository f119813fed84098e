"""The public addresses of lists and of the search, as paths from the site's root with `/` at the end and none at the
beginning; those of records are in `model.site_paths`.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from mission_archive.model.site_paths import language_root

SEARCH_PARAMETERS: Mapping[str, str] = {
    "collections": "collection",
    "places": "place",
    "themes": "theme",
    "dimensions": "dimension",
    "formats": "format",
    "institutions": "institution",
    "series": "series",
}
"""Facet → its name in the address of a search; years are given by `from` and `to`."""


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
