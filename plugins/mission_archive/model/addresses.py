"""The addresses of what the site has: of records and their files, lists, the calendar and the search; and which paths
are the site's own, so that no former address of a record may take them.

They are paths from the site's root, with `/` at the end of a page's and none at the beginning.

Short addresses outlive renaming: `id/4k7w2xm/`. One is made from a record's id alone, so that no list of numbers has to
be kept. Renaming gives a record another id; its first id then stands in `former_urls`, and the short address goes on
being made from that one. A record answers to the short addresses of all ids it has had, so whichever has been cited
leads to it; the order of `former_urls` only decides which one is shown.
"""

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from mission_archive.model.captures import Capture
from mission_archive.model.facets import FACETS
from mission_archive.model.file_names import folder_of, name_of
from mission_archive.model.languages import FIRST_LANGUAGE, LANGUAGES
from mission_archive.model.records import COLLECTIONS, RE_RECORD_ID, Record, collection_of

PAGE_FILE = "index.html"
"""The file that answers at the address of its folder."""

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
RE_SITEMAP_PART = re.compile(r"sitemap-[1-9][0-9]*\.xml", re.IGNORECASE)
"""The name of a part of a sitemap that is too large for one file."""

BUNDLE = "data/archive.zip"
"""The whole site to take along; some builds make it."""
OPENSEARCH = "opensearch.xml"
DATA, RECORD_DATA, LIST_DATA = "data", "record.json", "list.json"
LINKSET = f"{DATA}/linkset.json"
"""The links of all records that programs follow (RFC 9264)."""
FEED, JSON_FEED, CALENDAR_FILE = "feed.xml", "feed.json", "calendar.ics"
"""The names of files that stand beside the page that they are of."""
CITATION, CITATION_ENDINGS = "cite", ("bib", "ris", "json")
"""The name and the endings of the files beside a record's page for citation managers."""
COPY = "source-"
"""How the name of a copy of a source begins, beside a record's page."""
SHARE = "share.png"
PERMALINKS = "id"
"""The folder of short addresses."""

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
"""Of short addresses: no vowels, so that they spell no words, and no l, which looks like 1."""

LENGTH = 7
"""Characters. Of 10,000 records two share an address with a probability of 0.3 %; see `redirects.collisions`."""

CALENDAR, SEARCH, PAGE = "calendar", "search", "page"

RESERVED = frozenset(
    (
        *FACETS, CALENDAR, SEARCH, "feeds", "maps", PERMALINKS,
        "about", "how-to-search", "editors", "develop", "images",
        "assets", "stylesheets", "static",
        "404", "404.html", "index", SITEMAP, SHARE, f"{SITEMAP}.gz", ROBOTS, "favicon.ico", "feed.xml",
        "feed.json", "atom.xml", "rss.xml", OPENSEARCH, DATA, "cname", "_headers", "_redirects",
    )
)  # fmt: skip
"""First parts of paths that belong to the site itself, in small letters; below the folder of a language too.

A page or folder that is added to docs/ is added here.
"""

MOST_LEADING_ON = 100_000
"""Old addresses that lead to present ones: of all records and their documents, and in the ledger. Each is a page."""

RE_LATER_PAGE = re.compile(rf"(?:.*/)?{PAGE}/[0-9]+/")
"""A page of a list after the first. On which of them a record stands changes with each new record."""

SEARCH_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "collections": ("collection",),
    "years": ("from", "to"),
    "places": ("place",),
    "themes": ("theme",),
    "dimensions": ("dimension",),
    "formats": ("format",),
    "institutions": ("institution",),
    "series": ("series",),
}
"""Facet → what gives it in the address of a search."""


def language_root(language: str) -> str:
    """Where the pages of a language begin: the first language has the root itself."""
    return "" if language == FIRST_LANGUAGE else f"{language}/"


def page_url(name: str, language: str) -> str:
    """A page below the home page of a language, such as the index of a facet: `places/`."""
    return f"{language_root(language)}{name}/"


def record_url(record: Record, language: str) -> str:
    """A record's page in `language`: each record has one, whether it is written in that language or not."""
    return page_url(record.id, language)


def listing_url(facet: str, term: str, language: str, page: int = 1) -> str:
    """One page of a listing: `places/alder/`, `places/alder/page/2/`; a collection is listed at `events/`."""
    name = term if facet == "collections" else f"{facet}/{term}"
    return page_url(name if page == 1 else f"{name}/{PAGE}/{page}", language)


def calendar_url(language: str, year: int | None = None) -> str:
    """`calendar/`, or `calendar/2010/`."""
    return page_url(f"{CALENDAR}/{year:04}" if year else CALENDAR, language)


def search_url(language: str) -> str:
    """The search page."""
    return page_url(SEARCH, language)


def narrowed_search_url(language: str, chosen: Mapping[str, str]) -> str:
    """The search page with a term of some facets chosen: `search/?theme=water&place=alder`.

    `chosen` maps facets to ids of terms. The names in the address are those that the search page reads (state.js).
    """
    said = [(name, term) for facet, term in chosen.items() for name in SEARCH_PARAMETERS[facet]]
    return f"{search_url(language)}?{urlencode(said)}"


def opensearch_url(language: str) -> str:
    """The description of the search for browsers."""
    return f"{language_root(language)}{OPENSEARCH}"


def record_data_url(record: Record) -> str:
    """What the record's pages say, as data: one file for all languages."""
    return f"{record_url(record, FIRST_LANGUAGE)}{RECORD_DATA}"


def list_data_url(facet: str, term: str) -> str:
    """What a list holds, as data: one file for all languages."""
    return f"{listing_url(facet, term, FIRST_LANGUAGE)}{LIST_DATA}"


def corrections_urls(language: str) -> tuple[str, str]:
    """The feed of corrections, as Atom and as JSON."""
    folder = f"{language_root(language)}feeds/corrections"
    return f"{folder}.xml", f"{folder}.json"


def share_url(record: Record | None, language: str) -> str:
    """The picture that other sites show beside a link to a record's page in `language`, or to any other page."""
    return f"{record_url(record, language) if record else language_root(language)}{SHARE}"


def citation_url(record: Record, ending: str) -> str:
    """The file that citation managers read, in the record's original language: `bib`, `ris` or `json`."""
    return f"{record.id}/{CITATION}.{ending}"


def file_path(record: Record, name: str) -> str:
    """Where a file that a record names is published: in the record's own folder, or that of the year if the record is a
    single file. Not encoded."""
    is_folder = name_of(record.path).startswith("index.")
    return f"{record.id if is_folder else folder_of(record.id)}/{name}"


def published_path(path: str) -> str:
    """Where a file of the content folder, given from the project's root, is published: its path from that folder."""
    return path.partition("/")[2]


def copy_url(record: Record, capture: Capture) -> str:
    """Where a copy of a source stands: beside the record's page, by the name `source-….warc.gz`."""
    return f"{record.id}/{COPY}{capture.file}"


def permalink(record: Record) -> str:
    """The short address that the record's page shows, as a path from the site's root: `id/4k7w2xm/`."""
    return permalinks(record)[0]


def permalinks(record: Record) -> tuple[str, ...]:
    """All short addresses that lead to the record, the one to be shown first."""
    ids = [record_id for path in record.former_urls if (record_id := record_id_of(path))]
    return tuple(dict.fromkeys(permalink_of_id(record_id) for record_id in (*ids, record.id)))


def permalink_of_id(record_id: str) -> str:
    """The short address that a record of this id has before it is ever renamed."""
    number = int.from_bytes(hashlib.sha256(record_id.encode()).digest()) % len(ALPHABET) ** LENGTH
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return f"{PERMALINKS}/{''.join(letters)}/"


def root_of(url: str) -> str:
    """The way from the page at `url` to the site's root, to be put before a path from there."""
    return "../" * url.count("/") or "./"


def language_of(path: str) -> str:
    """The language in whose folder a path from the site's root lies; the first has no folder."""
    first = path.partition("/")[0]
    return first if first in LANGUAGES else FIRST_LANGUAGE


def without_language(path: str) -> str:
    """A path from the site's root without the folder of a language at its beginning; nothing of that folder alone."""
    first, _, rest = path.partition("/")
    return rest if first.casefold() in LANGUAGES and first.casefold() != FIRST_LANGUAGE else path


def is_of_site(path: str) -> bool:
    """Whether a path from the site's root, without `/` at its ends, is that of a page other than a record's."""
    inside = without_language(path).casefold()
    parts = inside.split("/")
    is_listing = parts[0] in COLLECTIONS and (len(parts) == 1 or parts[1] == PAGE)
    return not inside or parts[0] in RESERVED or is_listing or bool(RE_SITEMAP_PART.fullmatch(inside))


def record_id_of(address: str) -> str | None:
    """The id of the record whose page, in any language, has or had this address; None for any other address."""
    path = without_language(address).removesuffix("/")
    return path if RE_RECORD_ID.fullmatch(path) and collection_of(path) in COLLECTIONS else None
