"""The files below `content/`: which there are, and their text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mission_archive.model.problems import Code, Problem

MAX_TEXT_BYTES = 1_000_000
"""A record or vocabulary is a text that a person writes; anything larger is a file put into the wrong place."""

IGNORED_NAMES = ("Thumbs.db", "desktop.ini")
"""What operating systems leave behind; names that begin with '.' or end in '~' are ignored too."""


@dataclass(slots=True)
class ContentFiles:
    """The files of one content folder. Keys are paths from the folder, with `/`; `name` is the folder from the root."""

    root: Path
    name: str
    sizes: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def scan(cls, root: Path, name: str = "content") -> ContentFiles:
        """All files below `root`, sorted; links and other things that are no files become problems."""
        files = cls(root, name)
        found = sorted(files._walk(root, ""))
        files.sizes = dict(found)
        return files

    def _walk(self, folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith("~") or entry.name in IGNORED_NAMES:
                    continue
                uri = prefix + entry.name
                try:
                    entry.name.encode("utf-8")
                except UnicodeEncodeError:
                    self._report(
                        uri.encode("utf-8", "replace").decode(),
                        Code.FILE_NAME,
                        "the file's name is not in UTF-8; rename it with plain letters",
                    )
                    continue
                if entry.is_symlink():
                    self._report(
                        uri, Code.UNREADABLE, "this is a link to another file; put the file itself here"
                    )
                elif entry.is_dir():
                    yield from self._walk(folder / entry.name, uri + "/")
                elif entry.is_file():
                    yield uri, entry.stat().st_size
                else:
                    self._report(uri, Code.UNREADABLE, "this is no ordinary file; remove it")

    def _report(self, uri: str, code: Code, message: str) -> None:
        self.problems.append(Problem(self.path(uri), 1, 1, code, "", message))

    def path(self, uri: str) -> str:
        """The path from the project's root, as problems give it."""
        return f"{self.name}/{uri}"

    def text(self, uri: str) -> tuple[str | None, list[Problem]]:
        """The text of a file with `\\n` line ends and no byte order mark, or what is wrong with its bytes."""
        path = self.path(uri)
        if self.sizes[uri] > MAX_TEXT_BYTES:
            return None, [
                Problem(
                    path,
                    1,
                    1,
                    Code.FILE_SIZE,
                    "",
                    f"the file has {self.sizes[uri] / 1e6:.1f} MB, and a "
                    f"text may have {MAX_TEXT_BYTES / 1e6:.0f} MB; attach long documents as files",
                )
            ]
        try:
            data = (self.root / uri).read_bytes()
        except OSError as error:
            return None, [
                Problem(
                    path,
                    1,
                    1,
                    Code.UNREADABLE,
                    "",
                    f"the file cannot be read ({error.strerror}); check its permissions",
                )
            ]
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = (
                len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
            )
            return None, [
                Problem(
                    path,
                    line,
                    column,
                    Code.ENCODING,
                    "",
                    "this character is not in UTF-8; save the file "
                    "as UTF-8 in your editor (menu «Save as», «Encoding»)",
                )
            ]
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return None, [
                Problem(path, 1, 1, Code.EMPTY_FILE, "", "the file is empty; write the record or delete it")
            ]
        return text, []
