"""The folders that a site is made from: nothing in them leads elsewhere, and nothing is published that a page's policy
does not reach.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mission_archive.reading.fields.schema import ATTACHMENT_ENDINGS, PHOTO_ENDINGS

INERT = frozenset(
    (
        "", ".md", ".markdown", ".mkd", ".mkdn", ".css", ".json", ".webmanifest", ".ico", ".woff", ".woff2", ".db",
        ".ini", *PHOTO_ENDINGS, *ATTACHMENT_ENDINGS,
    )
)  # fmt: skip
"""Endings of files in which no browser runs a program, or which MkDocs makes a page of.

Those in which it would are not counted up here: many names of types end in `+xml`, and every such file can hold one.
"""


def strange_files(folder: Path) -> Iterator[Path]:
    """What is neither a file nor a folder at or below a folder: links, none of which is followed, pipes and devices."""
    if folder.is_symlink():
        yield folder
        return
    for path, folders, files in os.walk(folder):
        folders.sort()
        for place in (Path(path, name) for name in (*folders, *sorted(files))):
            if place.is_symlink() or not (place.is_file() or place.is_dir()):
                yield place


def faults_of_folders(project: Path, folders: Iterable[Path]) -> list[str]:
    """What is wrong with what lies in folders that feed the site, as sentences.

    Git keeps a link as the path to which it leads, so a proposal could name any file of the machine that builds.
    """
    return [
        f"{_shown(place, project)} is a link to '{place.readlink()}'; put the file itself there"
        if place.is_symlink()
        else f"{_shown(place, project)} is not an ordinary file; delete it"
        for folder in folders
        for place in strange_files(folder)
    ]


def faults_of_docs(docs: Path, project: Path) -> list[str]:
    """What is wrong with the files of docs/ that MkDocs would publish unread, as sentences."""
    return [
        f"{_shown(path, project)} could run a program in the reader's browser, because of its ending; write the page "
        "in Markdown, and save a drawing as .png and a document as .pdf"
        for path in sorted(docs.rglob("*"))
        if path.suffix.lower() not in INERT and not path.name.endswith("~") and path.is_file()
    ]


def _shown(path: Path, project: Path) -> str:
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)
