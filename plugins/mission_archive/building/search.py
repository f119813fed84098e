"""Search in a built site: from the archive to the files of its index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mission_archive.building.faults import BuildFault
from mission_archive.building.minified import minified
from mission_archive.model.addresses import SEARCH, page_url
from mission_archive.model.archive import Archive
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import facet_names, namings
from mission_archive.rendering.words.messages import Messages
from mission_archive.search.files import FOLDER, ROOT, index_files, write_index

PROGRAM = (
    "vendor/stemmers",
    "words",
    "index",
    "query",
    "engine",
    "state",
    "dom",
    "rows",
    "facets",
    "panel",
    "help",
    "search",
)
"""The parts of the search page's program, in their order."""

PLACE_OF_ROOT = '<script type="application/json" id="search-root">'
"""What stands before the root of the index in the search pages."""


def make_searchable(
    archive: Archive,
    messages: Mapping[str, Messages],
    rows: Mapping[str, RecordRows],
    site: Path,
    assets: str,
) -> list[str]:
    """Write the index of a site, and the program that reads it, into its folder; their paths in it.

    `rows` are those of the lists in each language. `assets` is the folder, from the site's root, in which the parts of
    the program lie. They are joined to one file: on a slow line each further one takes a second.
    """
    files = index_files(
        search_documents(archive, rows),
        namings(archive, messages),
        {code: facet_names(archive, words) for code, words in messages.items()},
        (term.all_names for term in archive.vocabularies.abbreviations.values()),
    )
    folder = site / assets / "search"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in PROGRAM]
    (folder / "program.js").write_bytes(joined(parts).encode())
    pages = [site / page_url(SEARCH, code) / "index.html" for code in messages]
    return [f"{assets}/search/program.js", *write_index(site, below_root(files, pages))]


def below_root(files: Iterable[tuple[str, str]], pages: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The files of an index but for its root. That is written into the pages that read it: so it comes with them, and
    never with the program of another index."""
    for path, text in files:
        if path != ROOT:
            yield path, text
            continue
        root = PLACE_OF_ROOT + text.replace("<", r"\u003c")
        for page in pages:
            page.write_text(page.read_text("utf-8").replace(PLACE_OF_ROOT, root), "utf-8")


def refuse_taken(files: Iterable[str]) -> None:
    """Raise BuildFault where a file of the site lies in the place of the index, which would delete it."""
    for path in files:
        if path.lower().startswith(f"{FOLDER}/{ROOT}/"):
            raise BuildFault(
                f"'{path}' lies where the index of the search is written; rename it or its folder"
            )


def joined(parts: Iterable[str]) -> str:
    """The parts as one script, without comments and with short names."""
    return minified("application/javascript", "\n".join(('(() => {\n"use strict";', *parts, "})();\n")))
