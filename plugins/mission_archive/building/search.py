"""Search in a built site: from the archive to the files of its index."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mission_archive.building.minified import minified
from mission_archive.model.addresses import SEARCH, page_url
from mission_archive.model.archive import Archive
from mission_archive.model.file_names import folder_of
from mission_archive.rendering.lists.rows import RecordRows
from mission_archive.rendering.search_documents import search_documents
from mission_archive.rendering.search_facets import namings
from mission_archive.rendering.words.messages import Messages
from mission_archive.search.index import FOLDER, index_files
from mission_archive.search.words import RULES

RULES_OF_PROGRAM = f"const RULES = {json.dumps(RULES)};"
"""The first part of the search page's program."""
PROGRAM = "vendor/stemmers words dom index query engine state rows facets panel help search"
"""Its other parts, in their order."""

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
    folder = site / assets / "search"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in PROGRAM.split()]
    (folder / "program.js").write_bytes(joined([RULES_OF_PROGRAM, *parts]).encode())
    write, paths = index_writer(site)
    root = index_files(
        search_documents(archive, rows),
        [*namings(archive, messages)],
        (term.all_names for term in archive.vocabularies.abbreviations.values()),
        write,
    )
    shown = root.decode().replace("<", r"\u003c")
    # So it comes with the page, and never with the program of another index.
    for code in messages:
        page = site / page_url(SEARCH, code) / "index.html"
        whole = page.read_text("utf-8").replace(PLACE_OF_ROOT, PLACE_OF_ROOT + shown)
        page.write_text(whole, "utf-8")
    return [f"{assets}/search/program.js", *paths]


def index_writer(site: Path) -> tuple[Callable[[str, bytes], None], list[str]]:
    """A function that writes a file of the index, a script that hands over a value; and the paths of what it wrote."""
    folders: set[str] = set()
    paths: list[str] = []

    def write(name: str, value: bytes) -> None:
        paths.append(path := f"{FOLDER}/{name}.js")
        if (folder := folder_of(path)) not in folders:
            (site / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with open(f"{site}/{path}", "wb", buffering=0) as file:  # noqa: PTH123 - a Path takes longer
            file.write(b'archive_search("%b",%b)' % (name.encode(), value))

    return write, paths


def joined(parts: Iterable[str]) -> str:
    """The parts as one script, without comments and with short names."""
    return minified("application/javascript", "\n".join(('(() => {\n"use strict";', *parts, "})();\n")))
