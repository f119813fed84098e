"""The line of a record's file in which an address was written, found from what has become of it on the page."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from mission_archive.links.broken import Location
from mission_archive.model.file_names import name_of

SHORTEST = 3
"""Characters of an address that are looked for: a shorter one stands in any text."""


class SourceFiles:
    """The files from which pages are made, by their paths from the folder `project`; each is read once."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lines = cache(self._read)

    def location(self, path: str, folder: str, address: str) -> Location:
        """Where the file at `path` has what its page, seen from `folder`, has as `address`."""
        lines = self._lines(path)
        found = (line for written in _forms(folder, address) if (line := _line_of(written, lines)))
        return Location(path, next(found, None))

    def _read(self, path: str) -> list[str]:
        try:
            return (self._project / path).read_text("utf-8", errors="replace").split("\n")
        except OSError:
            return []


def _forms(folder: str, address: str) -> Iterator[str]:
    """How the address may be written in the file, the surest first."""
    path, hash_, anchor = address.strip().partition("#")
    yield address.strip()
    yield unquote(address.strip())
    if anchor:
        yield hash_ + anchor
        yield hash_ + unquote(anchor)
    if not path or "://" in path:
        if path.lower().startswith("http://www."):  # bare in a text, where nobody writes the scheme
            yield address.strip()[len("http://") :]
        return
    path = unquote(path.partition("?")[0])
    inside = posixpath.normpath(posixpath.join("/", folder, path)).strip("/")
    name = name_of(inside)
    # A record's relation is its id; a link in a text is the path of a file; a photo or attachment a bare name.
    for form in (path, inside, inside.partition("/")[2], f"{name}.md", f"{name}.yml", name):
        yield form
        yield quote(form)


def _line_of(written: str, lines: list[str]) -> int | None:
    """The first line, from 1, in which `written` stands as a whole."""
    written = written.rstrip("/") if len(written) > 1 else written
    if len(written.strip("#./")) < SHORTEST:
        return None
    pattern = re.compile(rf"(?<![\w-]){re.escape(written)}(?![\w-])")
    return next(
        (number for number, line in enumerate(lines, 1) if written in line and pattern.search(line)), None
    )
