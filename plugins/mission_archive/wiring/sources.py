"""The folders that a site is made from: nothing in them leads elsewhere, and nothing is published that a page's policy
does not reach.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ACTIVE = frozenset(
    (".html", ".htm", ".xhtml", ".shtml", ".xht", ".svg", ".svgz", ".xml", ".xsl", ".js", ".mjs", ".swf")
)
"""Endings of files in which a browser runs programs. As files of docs/ they would have no security policy."""


def links_of(folder: Path) -> Iterator[Path]:
    """Every symbolic link at or below a folder, without following any; `.git` and the like are left out."""
    if folder.is_symlink():
        yield folder
        return
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(path, name) for name in (*folders, *sorted(files)) if Path(path, name).is_symlink())


def faults_of_links(project: Path, folders: Iterable[Path]) -> list[str]:
    """What is wrong with the links in folders that feed the site, as sentences.

    Git keeps a link as the path to which it leads, so a proposal could name any file of the machine that builds.
    """
    return [
        f"{_shown(link, project)} is a link to '{link.readlink()}'; put the file itself there"
        for folder in folders
        for link in links_of(folder)
    ]


def faults_of_docs(docs: Path, project: Path) -> list[str]:
    """What is wrong with the files of docs/ that MkDocs would publish unread, as sentences."""
    return [
        f"{_shown(path, project)} could run a program in the reader's browser; write the page in Markdown, and a "
        "drawing as .png"
        for path in sorted(docs.rglob("*"))
        if path.suffix.lower() in ACTIVE and path.is_file()
    ]


def _shown(path: Path, project: Path) -> str:
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)
