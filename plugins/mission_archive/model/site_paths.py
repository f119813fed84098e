"""Paths of the site that several rooms must agree on: the pages of records, and which paths are the site's own, so that
no former address of a record may take them.

They are told from the site's root, with `/` at the end of a page's and none at the beginning.
"""

from __future__ import annotations

import re

from mission_archive.model.archive import FACETS
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.records import COLLECTIONS, Record

RESERVED = frozenset(
    (
        *FACETS, "calendar", "search", "feeds", "maps", "id",
        "about", "editors", "develop", "images",
        "assets", "stylesheets", "pagefind", "static",
        "404", "404.html", "index", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "favicon.ico", "feed.xml",
        "atom.xml", "rss.xml", "cname", "_headers", "_redirects",
    )
)  # fmt: skip
"""First parts of paths that belong to the site itself, in small letters; below the folder of a language too.

A page or folder that is added to docs/ is added here.
"""


RE_SITEMAP_PART = re.compile(r"sitemap-[1-9][0-9]*\.xml", re.IGNORECASE)
"""The name of a part of a sitemap that is too large for one file."""


def language_root(language: str) -> str:
    """Where the pages of a language begin: the first language has the root itself."""
    return "" if language == FIRST_LANGUAGE else f"{language}/"


def record_url(record: Record, language: str) -> str:
    """The record's page in `language`: each record has one, whether it is written in that language or not."""
    return f"{language_root(language)}{record.id}/"


def without_language(path: str) -> str:
    """A path from the site's root without the folder of a language at its beginning; nothing of that folder alone."""
    first, _, rest = path.partition("/")
    return rest if first.casefold() in LANGUAGES and first.casefold() != FIRST_LANGUAGE else path


def is_of_site(path: str) -> bool:
    """Whether a path from the site's root, without `/` at its ends, is that of a page other than a record's."""
    inside = without_language(path).casefold()
    parts = inside.split("/")
    is_listing = parts[0] in COLLECTIONS and (len(parts) == 1 or parts[1] == "page")
    return not inside or parts[0] in RESERVED or is_listing or bool(RE_SITEMAP_PART.fullmatch(inside))
