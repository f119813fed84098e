"""The site's templates: escaped, and given the fixed words of the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from mission_archive.building.site import Site
from mission_archive.model.addresses import calendar_url, language_root, listing_url, page_url, search_url
from mission_archive.model.facets import FACETS
from mission_archive.model.languages import ENDONYMS, FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.problems import Problem
from mission_archive.model.records import COLLECTIONS, UNDATED
from mission_archive.rendering.records.statuses import BANNERS
from mission_archive.rendering.words import labels

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
))  # fmt: skip
"""What a page may load and run: only what the site itself holds, and no script."""

SEARCH_POLICY = "; ".join((
    CONTENT_SECURITY_POLICY,
    "script-src 'self' 'wasm-unsafe-eval'",  # the search runs WebAssembly; nothing inline, nothing evaluated
    "connect-src 'self'",
))  # fmt: skip
"""The policy of the search page. A server may send it as a header for all pages: the narrower one of both counts."""


def environment(folder: Path) -> jinja2.Environment:
    """The templates in a folder, of which each prints text: what a record says never becomes markup."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, auto_reload=False)


def fixed_words(
    site: Site,
    *,
    theme_stylesheet: str | None,
    assets: str,
    faults: Sequence[Problem],
    explanations: Mapping[str, Mapping[str, str]],
) -> Mapping[str, Any]:
    """The values of every template of a build, in every language.

    It is handed to each page and is not made global in the environment: Jinja copies globals one by one for each page.
    """
    return {
        "COLLECTIONS": COLLECTIONS,
        "COLLECTION_NAMES": labels.COLLECTION_NAMES,
        "COLLECTION_NOUNS": labels.COLLECTION_NOUNS,
        "FACETS": FACETS,
        "FACET_NAMES": labels.FACET_NAMES,
        "FACET_NOUNS": labels.FACET_NOUNS,
        "STATUS_NAMES": labels.STATUS_NAMES,
        "BANNERS": BANNERS,
        "MODE_NAMES": labels.MODE_NAMES,
        "CHANGE_NAMES": labels.CHANGE_NAMES,
        "PLACE_KIND_NAMES": labels.PLACE_KIND_NAMES,
        "WEEKDAYS": labels.WEEKDAYS,
        "MONTHS": labels.MONTHS,
        "ENDONYMS": ENDONYMS,
        "LANGUAGES": LANGUAGES,
        "FIRST_LANGUAGE": FIRST_LANGUAGE,
        "CONTENT_SECURITY_POLICY": CONTENT_SECURITY_POLICY,
        "SEARCH_POLICY": SEARCH_POLICY,
        "UNDATED": UNDATED,
        "home_of": language_root,
        "page_url": page_url,
        "listing_url": listing_url,
        "calendar_url": calendar_url,
        "search_url": search_url,
        "site_url": site.url,
        "favicon": site.favicon,
        "theme_stylesheet": theme_stylesheet,
        "assets": assets,
        "has_search": site.has_search,
        # A preview reloads its pages by an inline script.
        "is_preview": site.is_preview,
        "faults": faults,
        "explanations": explanations,
    }
