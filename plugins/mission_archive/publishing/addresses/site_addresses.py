"""The public addresses of a site: those that people keep in links, citations and feed readers."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from mission_archive.model.addresses import (
    BUNDLE,
    CALENDAR_FILE,
    CITATION,
    CITATION_ENDINGS,
    COPY,
    FEED,
    JSON_FEED,
    LIST_DATA,
    OPENSEARCH,
    PAGE_FILE,
    RE_LATER_PAGE,
    RE_SITEMAP_PART,
    RECORD_DATA,
    SITEMAP,
)
from mission_archive.model.captures import COPY_ENDING
from mission_archive.model.file_names import name_of

INNER_FOLDERS = frozenset({"assets", "stylesheets", "javascripts", "static"})
"""What pages load, under names that come and go with a build."""

INNER_FILES = frozenset({SITEMAP, "robots.txt", "favicon.ico", "cname", BUNDLE})

BESIDE_PAGES = frozenset({
    OPENSEARCH, FEED, JSON_FEED, CALENDAR_FILE,
    RECORD_DATA, LIST_DATA,
    *(f"{CITATION}.{ending}" for ending in CITATION_ENDINGS),
})  # fmt: skip
"""Files of formats, which stand beside many pages: the ledger holds one entry for all of a name, `*/opensearch.xml`."""

COPY_ADDRESS = f"*/{COPY}*{COPY_ENDING}"
"""The entry of the ledger for all copies of sources. They may all go: a permission can end."""

INNER_ENDINGS = (
    ".html", ".css", ".js", ".map", ".gz", ".br", ".zst", ".wasm", ".woff", ".woff2",
    # A photo goes when somebody in it no longer agrees, and nothing may remember it.
    ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg",
)  # fmt: skip


def address_of(file: str) -> str | None:
    """The public address of a file, given by its path from the site's root; None for what nobody links to.

    Addresses are paths from the site's root with the letters as they are: `places/alder/`, `reports/2009/x/план.pdf`;
    the home page is the empty one. Pages of lists after the first, pictures, and what pages load are none.
    """
    parts = file.split("/")
    if any(part.startswith((".", "_")) for part in parts) or parts[0] in INNER_FOLDERS:
        return None
    if parts[-1] == PAGE_FILE:
        address = file[: -len(PAGE_FILE)]
        return None if RE_LATER_PAGE.fullmatch(address) else address
    if parts[-1] in BESIDE_PAGES:
        return f"*/{parts[-1]}"
    if parts[-1].startswith(COPY) and parts[-1].endswith(COPY_ENDING):
        return COPY_ADDRESS
    lower = file.lower()
    return (
        None
        if lower in INNER_FILES or lower.endswith(INNER_ENDINGS) or RE_SITEMAP_PART.fullmatch(lower)
        else file
    )


def addresses_of(files: Iterable[str]) -> frozenset[str]:
    """The public addresses of a site whose files are given by their paths from its root."""
    return frozenset(address for file in files if (address := address_of(file)) is not None)


def served_addresses(files: Iterable[str], redirects: Collection[str] = ()) -> frozenset[str]:
    """Every address at which a site answers with a file of its own, given its files by their paths from its root.

    Unlike `addresses_of` this is whatever can be asked for, what pages load included. The pages at `redirects`, which
    only lead on, are left out.
    """
    pages = {f"{old.removesuffix('/')}/{PAGE_FILE}" for old in redirects}
    own = [file for file in files if file not in pages]
    return frozenset((*own, *(file.removesuffix(PAGE_FILE) for file in own if name_of(file) == PAGE_FILE)))


def addresses_of_site(folder: Path) -> frozenset[str]:
    """The public addresses of the site that has been built into `folder`. Raises OSError if it cannot be read."""
    return addresses_of(files_of_site(folder))


def files_of_site(folder: Path) -> Iterator[str]:
    """Every file below `folder` by its path from there, with `/`. Raises OSError if a folder cannot be read."""
    root = str(folder)
    for place, _, names in os.walk(root, onerror=_raise):
        within = place[len(root) :].strip(os.sep).replace(os.sep, "/")
        prefix = f"{within}/" if within else ""
        yield from (prefix + name for name in names)


def _raise(error: OSError) -> None:
    raise error
