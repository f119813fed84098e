"""The line of a record's file in which an address was written, found from what has become of it on the page."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from mission_archive.links.broken import Location
from mission_archive.model.file_names import name_of

SHORTEST = 3
"""Characters of an address that are looked for: a shorter one stands in any text."""


class SourceFiles:
    """The files from which pages are made. `by_page` maps a page's address to its file's path from `project`."""

    def __init__(self, project: Path, by_page: Mapping[str, str]) -> None:
        self._project = project
        self.by_page = by_page
        self._lines: dict[str, list[str]] = {}

    def location(self, page: str, folder: str, address: str) -> Location | None:
        """Where the address is written that the page at `page`, seen from `folder`, has as `address`."""
        path = self.by_page.get(page)
        if path is None:
            return None
        lines = self._text(path)
        for written in _forms(folder, address):
            if line := _line_of(written, lines):
                return Location(path, line)
        return Location(path)

    def _text(self, path: str) -> list[str]:
        if path not in self._lines:
            try:
                text = (self._project / path).read_text("utf-8", errors="replace")
            except OSError:
                text = ""
            self._lines[path] = text.split("\n")
        return self._lines[path]


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
