"""The search of a site: the files of its index, and the program that reads it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mission_archive.building.minified import minified
from mission_archive.model.archive import Archive
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
PROGRAM_NAME = "The program of the search, made from the parts in assets/search/,"


class Search(NamedTuple):
    """`root` is the root of the index, as the search pages hold it; `files` are all others by their paths."""

    root: str
    files: Mapping[str, bytes]


def search(
    archive: Archive,
    messages: Mapping[str, Messages],
    rows: Mapping[str, RecordRows],
    parts: Path,
    assets: str,
) -> Search:
    """The search of an archive.

    `rows` are those of the lists in each language. `parts` is the folder with the parts of the program, which are
    joined to one file: on a slow line each further one takes a second. `assets` is the folder, from the site's root,
    of style sheets and scripts.
    """
    files: dict[str, bytes] = {}

    def write(name: str, value: bytes) -> None:
        path, script = script_of(name, value)
        files[path] = script

    root = index_files(
        search_documents(archive, rows),
        [*namings(archive, messages)],
        (term.all_names for term in archive.vocabularies.abbreviations.values()),
        write,
    )
    program = [(parts / f"{name}.js").read_text(encoding="utf-8") for name in PROGRAM.split()]
    files[f"{assets}/search/program.js"] = joined([RULES_OF_PROGRAM, *program]).encode()
    return Search(root.decode().replace("<", r"\u003c"), files)


def script_of(name: str, value: bytes) -> tuple[str, bytes]:
    """A file of the index: its path in the site, and the script that hands over a value under the file's name."""
    return f"{FOLDER}/{name}.js", b'archive_search("%b",%b)' % (name.encode(), value)


def joined(parts: Iterable[str]) -> str:
    """The parts as one script, without comments and with short names."""
    return minified(
        "application/javascript", "\n".join(('(() => {\n"use strict";', *parts, "})();\n")), PROGRAM_NAME
    )
